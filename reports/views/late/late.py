"""逾期清单: which parts are late, in the order of bodies; as a page and as Excel."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import policies
from reports.excel.late import late_table
from reports.figures.late import PartFact, late_facts
from reports.services.ledgers import as_of_words
from reports.views.doors import campaign_of, moment_of
from units import clock
from units.clock import local_date
from units.errors import Refused
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import XLSX, as_file


@require_safe
def late(request: SeatedRequest) -> HttpResponse:
    """`/late/`: for the office, county leaders and 督查室."""
    seat = request.seat
    policies.require(seat, "late_list")
    now = clock.now()
    campaign = campaign_of(request)
    facts = late_facts(campaign.pk, moment_of(request, now)) if campaign else ()
    context = {
        "campaign": campaign,
        "groups": _by_unit(facts),
        "count": len(facts),
        "tasks": len({fact.task_id for fact in facts}),
        # 督查室 has the list, not the tasks behind it (table of rights).
        "opens": not seat.is_inspector,
        "now": now,
    }
    return render(request, "reports/late/page.html", context)


@require_safe
def late_xlsx(request: SeatedRequest) -> HttpResponse:
    """`/late/late.xlsx`: the same rows as Excel; audited."""
    policies.require(request.seat, "late_list")
    campaign = campaign_of(request)
    if campaign is None:
        raise Refused("还没有进行中的创建批次，没有逾期清单可以导出。")
    now = clock.now()
    facts = late_facts(campaign.pk, moment_of(request, now))
    data = late_table(facts, campaign=campaign.name, as_of=as_of_words(now))
    record_audit(actor=request.seat, action="late.export", obj=campaign, now=now)
    name = f"逾期清单{local_date(now):%Y%m%d}.xlsx"
    return as_file(data, name, XLSX)


def _by_unit(facts: tuple[PartFact, ...]) -> list[tuple[str, list[PartFact]]]:
    groups: dict[int, tuple[str, list[PartFact]]] = {}
    for fact in facts:
        groups.setdefault(fact.unit_id, (fact.unit, []))[1].append(fact)
    return list(groups.values())
