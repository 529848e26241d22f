"""审计: who did what, when, where from; no business text. For auditors only."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from units import clock
from units.audit_words import action_word, object_word
from units.forms.audit import AuditFilter
from units.models import AuditEntry
from units.policies import require
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.services.sealing import verify_audit
from units.sheets_cells import Value
from units.sheets_out import write_table
from units.views.attachment import XLSX, as_file

PER_PAGE = 50
EXPORT_ROWS = 50_000
HEAD = (
    "时间",
    "账号",
    "姓名",
    "任职",
    "来源地址",
    "动作",
    "对象类型",
    "对象编号",
    "结果",
    "已封存",
)


@require_safe
def audit(request: SeatedRequest) -> HttpResponse:
    """List the trail, newest first."""
    require(request.seat, "audit.read")
    form, rows = _asked(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [
        {"row": row, "action": action_word(row.action), "object": object_word(row.object_type)}
        for row in page
    ]
    return render(request, "units/audit.html", {"form": form, "page": page, "shown": shown})


@require_safe
def export(request: SeatedRequest) -> HttpResponse:
    """Give the same rows as a table, the newest where they are too many; it is itself audited."""
    require(request.seat, "audit.read")
    _, rows = _asked(request)
    count = rows.count()
    over = f"，只列出最近 {EXPORT_ROWS} 条，请缩小时间范围分次导出" if count > EXPORT_ROWS else ""
    data = write_table(
        "审计记录",
        HEAD,
        _cells(rows[:EXPORT_ROWS]),
        subtitle=f"共 {count} 条{over}",
        widths=(20, 14, 12, 24, 16, 18),
    )
    record_audit(actor=request.seat, action="audit.export", now=clock.now())
    return as_file(data, f"审计记录{clock.today():%Y%m%d}.xlsx", XLSX)


@require_POST
def check(request: SeatedRequest) -> HttpResponse:
    """Recount the seals now and show what is wrong, if anything."""
    require(request.seat, "audit.read")
    problems = verify_audit(clock.now())
    return render(request, "units/audit_check.html", {"problems": problems, "at": clock.now()})


def _asked(request: SeatedRequest) -> tuple[AuditFilter, "QuerySet[AuditEntry]"]:
    form = AuditFilter(request.GET)
    rows = AuditEntry.objects.select_related("user", "membership__unit", "membership__county")
    if not form.is_valid():
        return form, rows.none()
    wanted: dict[str, Any] = form.cleaned_data
    for name in ("username", "action", "result", "address"):
        if wanted[name]:
            rows = rows.filter(**{name: wanted[name]})
    if wanted["start"]:
        rows = rows.filter(at__gte=_moment(wanted["start"], time.min))
    if wanted["end"]:
        rows = rows.filter(at__lte=_moment(wanted["end"], time.max))
    return form, rows


def _moment(day: Any, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _cells(rows: "QuerySet[AuditEntry]") -> Iterator[tuple[Value, ...]]:
    for row in rows.iterator(chunk_size=2000):
        yield (
            row.at,
            row.username,
            row.user.name if row.user else "",
            row.membership.words if row.membership else "",
            row.address,
            action_word(row.action),
            object_word(row.object_type),
            row.object_id,
            row.get_result_display(),
            row.sealed,
        )
