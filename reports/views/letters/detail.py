"""One document: its paper, what may be done with it, who has received it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from reports import policies
from reports.choices import HANDS_OVER, SECTIONED, UNDER_WAY, LetterKind
from reports.forms.letters import EditForm, IssueForm, OfflineForm, ReasonForm, RevokeForm
from reports.forms.sections import SectionsForm
from reports.letters.acts import STATES
from reports.letters.carried import allowed
from reports.models import Letter, LetterFigures
from reports.pages import letter as pages
from reports.pages.section_numbers import numbers
from reports.pdf import libreoffice
from reports.services.letters.building import shown
from reports.services.letters.freezing import moved_limit
from reports.services.letters.numbering import is_shared
from reports.services.letters.signing import findings
from reports.views.paper import sheets
from units import clock
from units.access import Seat
from units.requests import SeatedRequest
from units.services.audit import record_audit


@require_safe
def letter(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show one document; opening an issued one is audited. A 通报 has its page with figures."""
    found = find(request, pk)
    if found.kind == LetterKind.NOTICE and policies.can(request.seat, "notice", found):
        return redirect("notice", found.notice.pk)
    if found.is_out:
        record_audit(actor=request.seat, action="letter.open", obj=found, now=clock.now())
    return letter_page(request, found)


@require_safe
def files(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show which files are there; polled by htmx with `X-Poll: 1` while one is being made."""
    found = find(request, pk)
    if not found.is_out:
        raise Http404
    context = {"letter": found, "files": files_of(found), "seat": request.seat}
    return render(request, "reports/letters/files.html", context)


def find(request: SeatedRequest, pk: int) -> Letter:
    """Return a document in sight, else 404."""
    rows = Letter.objects.visible_to(request.seat).select_related(
        "county",
        "unit",
        "batch",
        "docx",
        "pdf",
        "annex",
        "revoked_by",
        "sign_scan",
        "drafted_by__user",
        "checked_by__user",
    )
    found: Letter = get_object_or_404(rows, pk=pk)
    return found


def letter_page(
    request: SeatedRequest, found: Letter, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Render the page; `forms` are those as they were left when something was wrong."""
    seat, today = request.seat, clock.today()
    parts = pages.items(found)
    receipts = pages.receipts(found, seat, parts)
    may = policies.acts_open(seat, found)
    may["receive"] = may["receive"] and not all(row.received for row in receipts)
    context = {
        "letter": found,
        "seat": seat,
        "sheets": sheets(shown(found, today=today)),
        "findings": findings(found, today=today) if _unsigned(found) and seat.is_office else [],
        "may": may,
        "steps": pages.steps(found),
        "receipts": receipts,
        "received": sum(row.received for row in receipts),
        "items": parts,
        "to_receive": pages.to_receive(parts),
        "settled": 0 if found.is_out else pages.settled(found, parts),
        "unsigned": found.state in STATES["draft"],
        "moved_limit": _moved_limit(seat, found, today),
        "sent": _sent(seat, found),
        "hands_over": found.kind in HANDS_OVER,
        "files": files_of(found),
        "history": [] if seat.is_unit else pages.history(found),
        "is_notice": found.kind == LetterKind.NOTICE,
        "carries": allowed(found.kind).anything,
        "left": next(iter(forms), ""),
        **_numbers(found),
        **_forms(found, may, forms),
    }
    return render(request, "reports/letters/letter.html", context, status=status)


def files_of(found: Letter) -> dict[str, Any]:
    """Return which files of an issued document are there."""
    return {
        "docx": found.docx,
        "pdf": found.pdf,
        "annex": found.annex,
        "needs_annex": found.kind == LetterKind.NOTICE,
        "pdf_possible": libreoffice() is not None,
        "making": found.docx_id is None
        or (found.kind == LetterKind.NOTICE and found.annex_id is None),
    }


def issue_form(found: Letter, data: Any = None) -> IssueForm:
    """Return what 编号印发 asks for: a number of a shared series."""
    shared = found.state in STATES["issue"] and is_shared(found, clock.today())
    return IssueForm(data, shared=shared)


def _edit_form(found: Letter) -> EditForm | SectionsForm | None:
    """Return the form of the words, filled as they stand; a 通报 has its own page."""
    if found.kind == LetterKind.NOTICE:
        return None
    if found.kind in SECTIONED:
        return SectionsForm.of(found)
    return EditForm.of(found, today=clock.today())


def _numbers(found: Letter) -> dict[str, Any]:
    """Return what a 专报 or 年度报告 was compiled from."""
    if found.kind not in SECTIONED:
        return {}
    compiled = LetterFigures.objects.get(letter=found)
    return {"compiled": compiled, "numbers": numbers(compiled.figures)}


def _unsigned(found: Letter) -> bool:
    return found.state in STATES["draft"] | STATES["sign"]


def _moved_limit(seat: Seat, found: Letter, today: date) -> tuple[date, date] | None:
    """Return both limits where the machine has counted anew, for the office before the issue."""
    under_way = seat.is_office and found.state in UNDER_WAY
    return moved_limit(found, today=today) if under_way else None


def _sent(seat: Seat, found: Letter) -> int | None:
    """Return how many documents the unit has been sent this month, while that can be weighed."""
    if not seat.is_office or not _unsigned(found) or found.unit_id is None:
        return None
    return pages.sent_this_month(found.county_id, clock.today()).get(found.unit_id, 0)


def _forms(found: Letter, may: dict[str, bool], left: dict[str, Any]) -> dict[str, Any]:
    """Return a form for each act that asks for something, as it was left where it was wrong."""
    fresh: dict[str, Callable[[], Any]] = {
        "draft": lambda: _edit_form(found),
        "sign_offline": OfflineForm,
        "reject": lambda: ReasonForm(prefix="reject"),
        "discard": lambda: ReasonForm(prefix="discard"),
        "issue": lambda: issue_form(found),
        "revoke": lambda: RevokeForm(letter=found),
    }
    names = {"draft": "edit_form", "sign_offline": "offline_form"}
    return {
        names.get(verb, f"{verb}_form"): left.get(verb) or (make() if may[verb] else None)
        for verb, make in fresh.items()
    }
