"""今日待办: what to do today, for whoever asks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.pages.desk import office as office_pages
from reports.pages.desk import receipts
from reports.pages.desk.unit import SHOWN, unit_desk
from reports.views.doors import campaign_of, moment_of
from tasks.models import WorkRules
from units import clock
from units.landing import landing
from units.requests import SeatedRequest


@require_safe
def desk(request: SeatedRequest) -> HttpResponse:
    """`/`: office and units have a desk; others go to the page that is theirs."""
    seat = request.seat
    if seat.membership is None:
        return redirect(landing(request.user))
    if seat.is_leader:
        return redirect("dashboard")
    if seat.is_inspector:
        return redirect("late")
    if seat.is_expert:
        return redirect("indicators")
    return _office(request) if seat.is_office else _unit(request)


def _office(request: SeatedRequest) -> HttpResponse:
    now = clock.now()
    campaign = campaign_of(request)
    context: dict[str, Any] = {"campaign": campaign, "now": now, "seat": request.seat}
    if campaign is not None:
        moment = moment_of(request, now)
        rules = getattr(campaign.county, "work_rules", None) or WorkRules()
        desk = office_pages.office_desk(campaign, request.seat, moment, rules)
        context |= {"desk": desk, "today": moment.today}
        context |= {
            "reviews": desk.queue.own[: office_pages.SHOWN_REVIEWS],
            "calls": desk.calls[: office_pages.SHOWN_CALLS],
            "unreceived": desk.unreceived[: receipts.SHOWN],
            "unreceived_all": len(desk.unreceived),
            "late": desk.late[: office_pages.SHOWN_UNITS],
        }
    return render(request, "reports/desk/office.html", context)


def _unit(request: SeatedRequest) -> HttpResponse:
    now = clock.now()
    moment = moment_of(request, now)
    desk = unit_desk(request.seat, moment)
    context = {"desk": desk, "cards": desk.doing[:SHOWN], "now": now, "seat": request.seat}
    return render(request, "reports/desk/unit.html", context)
