"""每周调度表: as a page, on paper and as Excel; no letter and no number, for the office's meeting."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models import Campaign
from reports.docx import render as render_docx
from reports.docx.sheets import WeekRow, weekly_sheet
from reports.excel.weekly import weekly_table
from reports.figures.weekly import NAMES
from reports.letters.narrative import hour_words
from reports.pages.weekly import Weekly, urgent_words, weekly
from reports.services.ledgers import as_of_words
from reports.views.doors import campaign_of, moment_of, office
from units import clock
from units.clock import local_date
from units.errors import Refused
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import DOCX, XLSX, as_file


@require_safe
def page(request: SeatedRequest) -> HttpResponse:
    """`/notices/weekly/`: the sheet of this week as of now."""
    seat = office(request)
    now = clock.now()
    campaign = campaign_of(request)
    context: dict[str, Any] = {"campaign": campaign, "now": now}
    if campaign is not None:
        sheet = weekly(campaign, seat, moment_of(request, now))
        context |= {
            "sheet": sheet,
            "names": NAMES,
            "lines": [
                (line, [line.counts[name] for name in NAMES], urgent_words(line))
                for line in sheet.lines
            ],
            "totals": [sheet.totals[name] for name in NAMES],
        }
    return render(request, "reports/weekly/page.html", context)


@require_safe
def docx(request: SeatedRequest) -> HttpResponse:
    """`/notices/weekly/weekly.docx`; audited."""
    campaign, sheet, now = _taken(request)
    rows = [
        WeekRow(
            line.unit,
            tuple(line.counts[name] for name in NAMES),
            "\n".join(urgent_words(line)),
        )
        for line in sheet.lines
    ]
    county = campaign.county
    paper = weekly_sheet(
        rows,
        tuple(NAMES.values()),
        [(row.label, f"{row.count}{row.unit}", row.note.replace(" ", "")) for row in sheet.todos],
        issuer=county.office.name if county.office else "依法治县办",
        week=sheet.span.words,
        as_of=hour_words(timezone.localtime(now)),
    )
    return as_file(render_docx(paper), f"每周调度表{local_date(now):%Y%m%d}.docx", DOCX)


@require_safe
def xlsx(request: SeatedRequest) -> HttpResponse:
    """`/notices/weekly/weekly.xlsx`; audited."""
    campaign, sheet, now = _taken(request)
    data = weekly_table(sheet, campaign=campaign.name, as_of=as_of_words(now))
    return as_file(data, f"每周调度表{local_date(now):%Y%m%d}.xlsx", XLSX)


def _taken(request: SeatedRequest) -> tuple[Campaign, Weekly, datetime]:
    """Return the sheet as the page shows it at this moment, and write down that it was taken."""
    seat = office(request)
    campaign = campaign_of(request)
    if campaign is None:
        raise Refused("还没有进行中的创建批次，没有调度表可以下载。")
    now = clock.now()
    sheet = weekly(campaign, seat, moment_of(request, now))
    record_audit(actor=seat, action="weekly.export", obj=campaign, now=now)
    return campaign, sheet, now
