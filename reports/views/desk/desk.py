"""今日待办: what to do today, for whoever asks."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.pages.my import my_page
from reports.pages.review import queue
from reports.views.doors import moment_of
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
    now = clock.now()
    moment = moment_of(request, now)
    if seat.is_unit:
        return render(
            request, "reports/desk/unit.html", {"page": my_page(seat, moment), "now": now}
        )
    return render(request, "reports/desk/office.html", {"queue": queue(seat, moment), "now": now})
