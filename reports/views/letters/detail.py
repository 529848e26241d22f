"""One document: its paper, what may be done with it, who has received it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from reports import policies
from reports.choices import LetterKind
from reports.forms.letters import EditForm, IssueForm, OfflineForm, ReasonForm, RevokeForm
from reports.letters.acts import STATES
from reports.models import Letter
from reports.pdf import libreoffice
from reports.services.letters.building import shown
from reports.services.letters.numbering import is_shared
from reports.services.letters.signing import findings
from reports.views.paper import sheets
from units import clock
from units.access import Seat
from units.requests import SeatedRequest
from units.services.audit import record_audit

STEPS = (
    ("draft", "拟稿"),
    ("checked", "核稿"),
    ("for_signature", "送签"),
    ("signed", "签发"),
    ("issued", "编号印发"),
)


@require_safe
def letter(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show one document; opening an issued one is audited. A 通报 has its own page for the office."""
    found = find(request, pk)
    if found.kind == LetterKind.NOTICE and request.seat.is_office:
        return redirect("notice", found.notice.pk)
    if found.is_out:
        record_audit(actor=request.seat, action="letter.open", obj=found)
    return letter_page(request, found)


def find(request: SeatedRequest, pk: int) -> Letter:
    """Return a document in sight, else 404."""
    rows = Letter.objects.visible_to(request.seat).select_related(
        "county", "unit", "batch", "docx", "pdf", "annex", "revoked_by", "sign_scan"
    )
    found: Letter = get_object_or_404(rows, pk=pk)
    return found


def letter_page(
    request: SeatedRequest, found: Letter, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Render the page; `forms` are those as they were left when something was wrong."""
    seat, today = request.seat, clock.today()
    may = _may(seat, found)
    open_ = not found.is_out
    context = {
        "letter": found,
        "sheets": sheets(shown(found, today=today)),
        "findings": findings(found, today=today) if open_ and seat.is_office else [],
        "may": may,
        "steps": _steps(found),
        "receipts": _receipts(seat, found),
        "items": found.items.select_related("assignment__task", "assignment__unit"),
        "files": files_of(found),
        "is_notice": found.kind == LetterKind.NOTICE,
        "edit_form": forms.get("draft") or _edit_form(found, may),
        "offline_form": forms.get("sign_offline") or OfflineForm(),
        "reject_form": forms.get("reject") or ReasonForm(prefix="reject"),
        "discard_form": forms.get("discard") or ReasonForm(prefix="discard"),
        "issue_form": forms.get("issue") or _issue_form(found, may),
        "revoke_form": forms.get("revoke")
        or (RevokeForm(letter=found) if may.get("revoke") else None),
        "left": next(iter(forms), ""),
    }
    return render(request, "reports/letters/letter.html", context, status=status)


def files_of(found: Letter) -> dict[str, Any]:
    """Return which files of an issued document are there."""
    return {
        "out": found.is_out,
        "docx": found.docx,
        "pdf": found.pdf,
        "annex": found.annex,
        "pdf_possible": libreoffice() is not None,
        "making": found.is_out and found.docx_id is None,
    }


def _may(seat: Seat, found: Letter) -> dict[str, bool]:
    return {
        verb: found.state in states and policies.can(seat, verb, found)
        for verb, states in STATES.items()
    }


def _edit_form(found: Letter, may: dict[str, bool]) -> EditForm | None:
    if not may["draft"] or found.kind == LetterKind.NOTICE:
        return None
    return EditForm.of(found)


def _issue_form(found: Letter, may: dict[str, bool]) -> IssueForm | None:
    return IssueForm() if may["issue"] and is_shared(found, clock.today()) else None


def _steps(found: Letter) -> list[dict[str, Any]]:
    codes = [code for code, _ in STEPS]
    at = codes.index(found.state) if found.state in codes else len(codes)
    return [
        {"n": n + 1, "label": label, "done": n < at or found.is_out, "current": n == at}
        for n, (_, label) in enumerate(STEPS)
    ]


def _receipts(seat: Seat, found: Letter) -> list[Any]:
    rows = found.receipts.select_related("unit", "received_by__user").order_by(
        "unit__position", "unit_id"
    )
    if not (seat.is_office or seat.is_leader):
        rows = rows.filter(unit_id__in=seat.unit_ids)
    return list(rows)
