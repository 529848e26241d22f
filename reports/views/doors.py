"""What pages of the workflow begin with: the seat, the task or part in its sight, the moment."""

from datetime import datetime

from django.db.models import Exists, QuerySet
from django.db.models.expressions import Combinable
from django.shortcuts import get_object_or_404

from indicators.models import Campaign
from reports.figures.sets import Moment
from reports.policies import require
from tasks.models import Assignment, Task, WorkRules
from units.access import Seat
from units.clock import local_date
from units.ids import ids_of
from units.models import Membership
from units.requests import SeatedRequest

MOST = 500


def office(request: SeatedRequest) -> Seat:
    """Return the seat of somebody of 依法治县办; Forbidden for others."""
    require(request.seat, "office")
    return request.seat


def find_task(request: SeatedRequest, pk: int) -> Task:
    """Return a task in sight, with what its page speaks of; 404 out of sight."""
    rows: QuerySet[Task] = Task.objects.visible_to(request.seat)
    return get_object_or_404(rows.select_related("campaign__county", "plan", "chapter"), pk=pk)


def find_part(request: SeatedRequest, pk: int, **narrow: object) -> Assignment:
    """Return a part in sight, with its neighbours; 404 out of sight."""
    rows: QuerySet[Assignment] = Assignment.objects.visible_to(request.seat)
    near = ("unit__county", "campaign", "task__campaign", "task__chapter", "answers_to__unit")
    return get_object_or_404(rows.filter(**narrow).select_related(*near), pk=pk)


def campaign_of(request: SeatedRequest, **along: Combinable) -> Campaign | None:
    """Return the running campaign with system, county and rules; None before the first.

    One query per request: pages, `moment_of` and the navigation share it. `oversees` says whether
    the asking leader has units of their own (分管). `along` are further annotations for the page
    that asks first. None for administrators, who have no county.
    """
    if not hasattr(request, "campaign"):
        request.campaign = _campaign(request.seat, along)  # type: ignore[attr-defined]
    found: Campaign | None = request.campaign  # type: ignore[attr-defined]
    return found


def _campaign(seat: Seat, along: dict[str, Combinable]) -> Campaign | None:
    if seat.membership is None:
        return None
    links = Membership.oversees.through.objects.filter(membership_id=seat.membership.pk)
    rows = Campaign.objects.filter(county_id=seat.county_id, active=True)
    rows = rows.select_related("system", "county__work_rules", "county__letter_head")
    return rows.annotate(oversees=Exists(links), **along).first()


def moment_of(request: SeatedRequest, now: datetime) -> Moment:
    """Return the day, calendar and rules under which pages of this seat speak."""
    campaign = campaign_of(request)
    rules = None
    if campaign is not None:
        stored = getattr(campaign.county, "work_rules", None)
        rules = stored or WorkRules(county_id=campaign.county_id)
    return Moment.of(request.seat.county_id, local_date(now), rules)


def ticked(request: SeatedRequest, field: str = "ids") -> list[int]:
    """Return the ids ticked in a form's boxes, at most MOST; what is no id is left out."""
    return ids_of(request.POST.getlist(field))[:MOST]
