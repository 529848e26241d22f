"""创建总览: where the bid stands, on one screen and one sheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import policies
from reports.pages.overview import overview
from reports.pages.scope import scope_of
from reports.views.doors import campaign_of, moment_of
from units import clock
from units.requests import SeatedRequest


@require_safe
def dashboard(request: SeatedRequest) -> HttpResponse:
    """`/dashboard/?scope=mine|all&units=all`: for county leaders and the office."""
    seat = request.seat
    policies.require(seat, "overview")
    now = clock.now()
    campaign = campaign_of(request)
    scope = scope_of(seat, campaign, request.GET.get("scope", ""))
    context: dict[str, Any] = {
        "campaign": campaign,
        "scope": scope,
        "now": now,
        "is_office": seat.is_office,
    }
    if campaign is None:
        return render(request, "reports/dashboard/empty.html", context)
    everybody = request.GET.get("units") == "all"
    page = overview(campaign, scope, moment_of(request, now), as_of=now, all_units=everybody)
    if not page.figures.total.parts and not scope.mine:
        return render(request, "reports/dashboard/empty.html", context | {"page": page})
    context |= {"page": page, "all_units": everybody}
    return render(request, "reports/dashboard/page.html", context)
