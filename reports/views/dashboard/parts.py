"""分工明细: the rows behind a number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.current import current_campaign
from reports import policies
from reports.figures.late import part_facts
from reports.figures.sets import OPENED
from reports.views.doors import moment_of
from tasks.models import Assignment
from units import clock
from units.requests import SeatedRequest


@require_safe
def parts(request: SeatedRequest) -> HttpResponse:
    """`/dashboard/parts/?set=`: the parts of a set, as many as the number said."""
    policies.require(request.seat, "overview")
    now = clock.now()
    moment = moment_of(request, now)
    chosen = OPENED.get(request.GET.get("set", ""), OPENED["parts"])
    rows = Assignment.objects.visible_to(request.seat).filter(
        chosen.where(moment), campaign=current_campaign(request.seat.county_id or 0)
    )
    context = {"chosen": chosen, "facts": part_facts(rows, moment), "now": now}
    return render(request, "reports/dashboard/parts.html", context)
