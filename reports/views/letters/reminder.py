"""A reminder as a plain letter: it bears no number and blames nobody (rule 3)."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports import policies
from reports.docx import render as render_docx
from reports.docx.snapshot import LetterSnapshot
from reports.services.letters.reminding import reminder_to
from reports.views.paper import sheets
from units import clock
from units.models import Unit
from units.requests import SeatedRequest
from units.views.attachment import DOCX, as_file


@require_safe
def reminder(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show the reminder to a unit about what it owes soon or already."""
    unit, snapshot = _snapshot(request, pk)
    context = {"unit": unit, "sheets": sheets(snapshot)}
    return render(request, "reports/letters/reminder.html", context)


@require_safe
def reminder_docx(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send the reminder as docx."""
    unit, snapshot = _snapshot(request, pk)
    return as_file(render_docx(snapshot), f"工作提醒 {unit.short}.docx", DOCX)


def _snapshot(request: SeatedRequest, pk: int) -> tuple[Unit, LetterSnapshot]:
    policies.require(request.seat, "read")
    units: QuerySet[Unit] = Unit.objects.papers_open_to(request.seat)
    unit = get_object_or_404(units.select_related("county"), pk=pk)
    snapshot = reminder_to(unit, today=clock.today())
    if snapshot is None:
        raise Http404
    return unit, snapshot
