"""逾期清单: which parts are late, in the order of bodies."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.current import current_campaign
from reports import policies
from reports.figures.late import late_facts
from reports.views.doors import moment_of
from units import clock
from units.requests import SeatedRequest


@require_safe
def late(request: SeatedRequest) -> HttpResponse:
    """`/late/`: for the office, county leaders and 督查室."""
    policies.require(request.seat, "late_list")
    now = clock.now()
    campaign = current_campaign(request.seat.county_id or 0)
    facts = late_facts(campaign.pk, moment_of(request, now)) if campaign else ()
    return render(request, "reports/late/page.html", {"facts": facts, "now": now})
