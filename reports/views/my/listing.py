"""本单位任务: one part per card, the most urgent first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.pages.my import my_page
from reports.policies import require
from reports.views.doors import moment_of
from units import clock
from units.requests import SeatedRequest


@require_safe
def my(request: SeatedRequest) -> HttpResponse:
    """`/my/`: for unit people."""
    require(request.seat, "own_tasks")
    membership = request.seat.membership
    context = {
        "page": my_page(request.seat, moment_of(request, clock.now())),
        "unit": membership.unit if membership else None,
        "seat": request.seat,
        "show_done": request.GET.get("show") == "done",
    }
    return render(request, "reports/my/list.html", context)
