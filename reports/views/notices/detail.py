"""One 通报: its figures, who is named and why not, the words, the paper, what comes next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports import policies
from reports.forms.letters import OfflineForm, ReasonForm, RevokeForm
from reports.forms.notices import WordsForm
from reports.letters.carried import allowed
from reports.models import Letter, Notice
from reports.pages.letter import receipts as letter_receipts
from reports.pages.notice import check_lines, late_units, steps_of, to_check, waiting_units
from reports.pages.notice_figures import (
    UNIT_COLUMNS,
    compared_with,
    figure_table,
    unit_table,
)
from reports.services.letters.building import shown
from reports.services.letters.signing import findings
from reports.services.notices.compiling import last_version, rewritten
from reports.services.notices.composing import naming_of
from reports.views.letters.detail import files_of, issue_form
from reports.views.paper import sheets
from units import clock
from units.requests import SeatedRequest
from units.services.audit import record_audit


@require_safe
def notice(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show one 通报; opening an issued one is audited."""
    found = find(request, pk)
    if found.letter.is_out:
        record_audit(actor=request.seat, action="letter.open", obj=found.letter, now=clock.now())
    return notice_page(request, found)


def _recompile_warning(found: Notice) -> str:
    """Return the question asked before 重新取数: which changed parts are proposed anew."""
    labels = WordsForm.base_fields
    lost = "".join(f"“{labels[name].label}”" for name in rewritten(found.narrative))
    told = f"您改过的{lost}按新的数据重新拟写，改动不带到新稿；" if lost else ""
    return (
        f"重新取数会按现在的情况生成新的一稿，{told}"
        "“下步要求”的改动和各单位的核对答复保留。继续吗？"
    )


def find(request: SeatedRequest, pk: int) -> Notice:
    """Return a 通报 whose letter is in sight, else 404; Forbidden for whom its figures are not."""
    rows = Notice.objects.filter(letter__in=Letter.objects.visible_to(request.seat))
    files = ("letter__docx", "letter__pdf", "letter__annex", "letter__sign_scan")
    near = ("letter__county__letter_head", "letter__revoked_by", "campaign", *files)
    found: Notice = get_object_or_404(rows.select_related(*near), pk=pk)
    policies.require(request.seat, "notice", found.letter)
    return found


def notice_page(
    request: SeatedRequest, found: Notice, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Render the page; `forms` are those as they were left when something was wrong."""
    seat, today, letter = request.seat, clock.today(), found.letter
    may = policies.acts_open(seat, letter)
    named = naming_of(found, today=today)
    late = late_units(found, named)
    last = last_version(found.campaign, found.period)
    receipts = letter_receipts(letter, seat, [])
    open_ = not letter.is_out and seat.is_office
    context = {
        "notice": found,
        "letter": letter,
        "figures": figure_table(found.figures),
        "compared_with": compared_with(found.figures),
        "unit_columns": UNIT_COLUMNS,
        "units": unit_table(found.figures),
        "late": late,
        "waiting": waiting_units(late) if may["check"] or may["send"] else [],
        "named": named,
        "checks": check_lines(found, today=today, may_settle=may["draft"]),
        "to_check": to_check(found) if may["draft"] else 0,
        "steps": steps_of(found, today=today),
        "sheets": sheets(shown(letter, today=today)),
        "findings": findings(letter, today=today) if open_ else [],
        "may": may,
        "carries": allowed(letter.kind).anything,
        "files": files_of(letter),
        "receipts": receipts,
        "received": sum(row.received for row in receipts),
        "seat": seat,
        "newer": last if last and last.pk != found.pk else None,
        "words_form": forms.get("words") or (WordsForm.of(found) if may["draft"] else None),
        "recompile_warning": _recompile_warning(found) if may["draft"] else "",
        "settle": forms.get("settle"),
        "offline_form": OfflineForm() if may["sign_offline"] else None,
        "reject_form": ReasonForm(prefix="reject") if may["reject"] else None,
        "discard_form": ReasonForm(prefix="discard") if may["discard"] else None,
        "revoke_form": RevokeForm(letter=letter) if may["revoke"] else None,
        "issue_form": issue_form(letter) if may["issue"] else None,
    }
    return render(request, "reports/notices/notice.html", context, status=status)
