"""催办清单 to take along: on paper with room for answers, and as Excel; both audited."""

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models import Campaign
from reports.docx import render
from reports.docx.sheets import Call as Line
from reports.docx.sheets import call_list as call_sheet
from reports.excel.calls import calls_table
from reports.letters.narrative import hour_words
from reports.letters.punctuation import printed
from reports.pages.desk.calls import Call, CallPart, call_list
from reports.services.ledgers import as_of_words
from reports.views.doors import campaign_of, moment_of, office
from units import clock
from units.clock import local_date
from units.day_words import short_day_cn
from units.errors import Refused
from units.models import County
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import DOCX, XLSX, as_file


@require_safe
def calls_docx(request: SeatedRequest) -> HttpResponse:
    """`/calls/calls.docx`: one line per matter, with telephone and room to write."""
    campaign, calls, now = _calls(request)
    lines = [_line(call, part) for call in calls for part in call.parts]
    as_of = hour_words(timezone.localtime(now))
    data = render(call_sheet(lines, issuer=_office(campaign.county), as_of=as_of))
    return as_file(data, f"催办清单{local_date(now):%Y%m%d}.docx", DOCX)


@require_safe
def calls_xlsx(request: SeatedRequest) -> HttpResponse:
    """`/calls/calls.xlsx`: the same lines as Excel."""
    campaign, calls, now = _calls(request)
    data = calls_table(calls, campaign=campaign.name, as_of=as_of_words(now))
    return as_file(data, f"催办清单{local_date(now):%Y%m%d}.xlsx", XLSX)


def _calls(request: SeatedRequest) -> tuple[Campaign, list[Call], datetime]:
    """Return what the page shows at this moment, and write down that it was taken along."""
    seat = office(request)
    campaign = campaign_of(request)
    if campaign is None:
        raise Refused("还没有进行中的创建批次，没有催办清单可以下载。")
    now = clock.now()
    calls = call_list(campaign, moment_of(request, now))
    record_audit(actor=seat, action="calls.export", obj=campaign, now=now)
    return campaign, calls, now


def _office(county: County) -> str:
    return county.office.name if county.office else "依法治县办"


def _line(call: Call, part: CallPart) -> Line:
    late = f"\n逾期{part.days}个工作日" if part.days else ""
    return Line(
        unit=call.unit,
        task=f"{part.number}{printed(part.title)}",
        due=f"{short_day_cn(part.due_on)}{late}",
        contact="\n".join(filter(None, (call.liaison, call.phone))) or "未登记",
        last=_last(call),
    )


def _last(call: Call) -> str:
    note = call.note
    if note is None:
        return "未联系"
    said = (note.answer or "未答复").rstrip("。；，")
    promise = f"\n承诺{short_day_cn(note.promised_on)}" if note.promised_on else ""
    return f"{short_day_cn(note.day)}{note.get_method_display()}：{said}{promise}"
