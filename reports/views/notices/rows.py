"""What each number of a 通报 was counted from, as frozen, and how it stands now; the xlsx annex."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.figures.opened import NUMBERS, Row, rows_behind
from reports.models import Notice
from reports.pages.notice_rows import shown_rows
from reports.services.notices.annex import workbook_of
from reports.views.notices.detail import find
from tasks.models import Assignment
from units import clock
from units.ids import id_of
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import XLSX, as_file

PER_PAGE = 100


@require_safe
def rows(request: SeatedRequest, pk: int, name: str) -> HttpResponse:
    """List the frozen rows of a number, `?unit=` and `?chapter=` narrowing them."""
    found = find(request, pk)
    if name not in NUMBERS:
        raise Http404
    number = NUMBERS[name]
    unit_id, chapter_id = id_of(request.GET.get("unit")), id_of(request.GET.get("chapter"))
    behind = rows_behind(found.figures, name, unit_id=unit_id, chapter_id=chapter_id)
    page = Paginator(behind, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "notice": found,
        "number": number,
        "unit": _unit(found, unit_id),
        "page": page,
        "rows": shown_rows(page.object_list),
        "now_is": _now(list(page.object_list)) if number.kind == "parts" else {},
    }
    return render(request, "reports/notices/rows.html", context)


@require_safe
def annex(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send the xlsx annex: the stored one once issued, that of the draft before."""
    found = find(request, pk)
    if found.letter.is_out:
        return redirect("letter-annex", found.letter_id)
    record_audit(actor=request.seat, action="letter.download", obj=found.letter, now=clock.now())
    name = f"拟稿 {found.letter.title}（附件）.xlsx".replace("/", "-")
    return as_file(workbook_of(found, today=clock.today()), name, XLSX)


def _unit(found: Notice, unit_id: int | None) -> str:
    names: dict[int | None, str] = {line["id"]: line["title"] for line in found.figures["units"]}
    return names.get(unit_id, "")


def _now(shown: list[Row]) -> dict[Any, str]:
    """Return how the parts stand at present, by id."""
    parts = Assignment.objects.filter(pk__in=[row["part_id"] for row in shown]).only("state")
    return {part.pk: part.get_state_display() for part in parts}
