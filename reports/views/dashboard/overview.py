"""创建总览: where the bid stands, on one screen and one sheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.current import current_campaign
from reports import policies
from reports.figures.campaign import campaign_figures
from units import clock
from units.requests import SeatedRequest


@require_safe
def dashboard(request: SeatedRequest) -> HttpResponse:
    """`/dashboard/`: for county leaders and the office."""
    policies.require(request.seat, "overview")
    now = clock.now()
    campaign = current_campaign(request.seat.county_id or 0)
    figures = campaign_figures(campaign, as_of=now) if campaign else None
    return render(request, "reports/dashboard/page.html", {"figures": figures, "now": now})
