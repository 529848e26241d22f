"""The days gone by of a county made in bulk, counted from the dates of its parts."""

from collections.abc import Sequence
from datetime import date, timedelta

from indicators.models import Campaign
from reports.models import CampaignDay
from tasks.choices import PartState
from tasks.models import Assignment
from units.choices import ASKED_ONLY

DAYS = 120


def past_days(campaign: Campaign, parts: Sequence[Assignment], *, today: date) -> None:
    """Write one row for each of the last days up to `today`, as each evening would have shown."""
    counted = [
        part
        for part in parts
        if part.blocking
        and part.due_on
        and part.unit.relation not in ASKED_ONLY
        and part.state not in (PartState.DRAFT, PartState.SUSPENDED, PartState.RELEASED)
    ]
    CampaignDay.objects.bulk_create(
        [_day(campaign, counted, today - timedelta(days=back)) for back in range(DAYS)]
    )


def _day(campaign: Campaign, parts: Sequence[Assignment], day: date) -> CampaignDay:
    due = [p for p in parts if p.due_on and p.due_on <= day and p.issued_on and p.issued_on <= day]
    done = [p for p in due if p.accepted_on and p.accepted_on <= day]
    return CampaignDay(
        campaign=campaign,
        day=day,
        expected=len(due),
        done=len(done),
        on_time=sum(_on_time(p) for p in done),
        overdue=sum(not (p.first_handed_in_on and p.first_handed_in_on <= day) for p in due),
    )


def _on_time(part: Assignment) -> bool:
    first, due = part.first_handed_in_on, part.first_due_on
    return due is None or bool(first and first <= due)
