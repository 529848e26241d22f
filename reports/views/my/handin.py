"""签收并报送 on one page: typed text is kept as draft whatever happens to the rest."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from indicators.models import Evidence
from reports.forms.handin import HandInForm
from reports.pages.my_part import MyPart, find_evidence
from reports.pages.my_part import my_part as page_of
from reports.views.doors import find_part, moment_of, ticked
from reports.views.uploads import Proofs, brought, signoff_sheet
from tasks.models import Assignment, Submission
from tasks.services import drafts
from tasks.services.workflow import ACTIONS, UNSENT
from units import clock
from units.errors import Conflict
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

KEPT = "填写的文字和已收下的文件都存在草稿里；没有收下的文件要重新选择。"


@require_http_methods(["GET", "POST"])
def my_part(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/my/<part id>/`: read, draft, sign off and hand in."""
    now = clock.now()
    part = find_part(request, pk, unit_id__in=request.seat.unit_ids)
    materials = list(part.task.materials.all())
    if request.method == "POST":
        form = HandInForm(request.POST, request.FILES, materials=materials)
        answer = _write(request, part, form, now)
        if answer is not None:
            return answer
        part = find_part(request, pk)
    else:
        form = HandInForm(materials=materials, initial=_initial(part))
    page = page_of(part, request.seat, moment_of(request, now))
    return render(
        request, "reports/my/part.html", _context(request, page, form), status=status_of(form)
    )


def _initial(part: Assignment) -> dict[str, Any]:
    draft = drafts.open_draft(part)
    back = part.submissions.filter(reviewed_at__isnull=False).order_by("-n").first()
    row = draft or back
    return {
        "text": row.text if row else "",
        "gap_note": draft.gap_note if draft else "",
        "expected_version": part.version,
        "draft_seen": drafts.draft_mark(draft),
    }


def _context(request: SeatedRequest, page: MyPart, form: HandInForm) -> dict[str, Any]:
    find = request.GET.get("find", "").strip()[:100]
    searching = "find" in request.GET and page.writable
    return {
        "page": page,
        "part": page.part,
        "task": page.part.task,
        "form": form,
        "seat": request.seat,
        "is_head": request.seat.is_unit_lead,
        "find": find,
        "searching": searching,
        "found": find_evidence(page.part.unit, find, kept=page.kept) if searching else [],
        "kept_words": KEPT if form.kept else "",
    }


def _write(
    request: SeatedRequest, part: Assignment, form: HandInForm, now: datetime
) -> HttpResponse | None:
    """Keep everything as draft, then do what the pressed button says; None shows the page again."""
    if not form.is_valid():
        return None
    do = request.POST.get("do", "save")
    if do in AS_IT_LIES:
        return AS_IT_LIES[do](request, part, form, now)
    seat = request.seat
    if _overtaken(part, form):
        return None
    proofs = brought(form, part=part, seat=seat, now=now)
    sheet = signoff_sheet(form, unit=part.unit, seat=seat, now=now)
    proofs += _reused(request, part, form)
    data = form.cleaned_data
    refused = bool(form.errors)
    kept = attempt(
        form,
        lambda: drafts.save_draft(
            part.pk,
            actor=seat,
            text=data.get("text", ""),
            gap_note=data.get("gap_note", ""),
            proofs=proofs,
            signoff_sheet=sheet,
            seen=data["draft_seen"],
        ),
    )
    if kept is None:
        return None
    form.kept = True
    form.saw(drafts.draft_mark(kept))
    if refused:
        return None
    return BUTTONS.get(do, _save)(request, part, form, now)


def _overtaken(part: Assignment, form: HandInForm) -> bool:
    """Return whether a colleague has changed the draft meanwhile; asked before files are taken."""
    data = form.cleaned_data
    given = {"seen": data["draft_seen"], "text": data["text"], "gap_note": data["gap_note"]}
    if not drafts.overwrites(part, **given):
        return False
    form.add_error(None, drafts.OVERTAKEN)
    form.refused_status = Conflict.status
    form.theirs = drafts.open_draft(part)
    form.saw(drafts.draft_mark(form.theirs))
    return True


def _reused(request: SeatedRequest, part: Assignment, form: HandInForm) -> Proofs:
    """Return what is ticked among the found; ids of what the unit may not use are left out."""
    usable = Evidence.objects.usable_by(part.unit).select_related("unit")
    rows = usable.filter(pk__in=ticked(request, "reuse"))
    return [(row, form.material("reuse_material")) for row in rows]


def _save(
    request: SeatedRequest, part: Assignment, form: HandInForm, now: datetime
) -> HttpResponse:
    messages.success(request, "草稿已保存，尚未报送。")
    return redirect("my-part", part.pk)


def _find(
    request: SeatedRequest, part: Assignment, form: HandInForm, now: datetime
) -> HttpResponse:
    words = urlencode({"find": form.cleaned_data.get("find", "")})
    return redirect(f"{reverse('my-part', args=[part.pk])}?{words}#reuse")


def _hand_in(
    request: SeatedRequest, part: Assignment, form: HandInForm, now: datetime
) -> HttpResponse | None:
    data = form.cleaned_data
    return _submitted(request, part, form, now, data["text"], data["gap_note"])


def _hand_in_signed(
    request: SeatedRequest, part: Assignment, form: HandInForm, now: datetime
) -> HttpResponse | None:
    """Hand in, word for word, what the unit's head has agreed to."""
    signed = part.submissions.filter(signoff_by__isnull=False, state__in=UNSENT).first()
    if signed is None:
        form.add_error(None, "负责人的审签已变化，请核对后再报送。")
        return None
    return _submitted(request, part, form, now, signed.text, signed.gap_note)


def _submitted(
    request: SeatedRequest,
    part: Assignment,
    form: HandInForm,
    now: datetime,
    text: str,
    gap_note: str,
) -> HttpResponse | None:
    done = attempt(
        form,
        lambda: ACTIONS["submit"](
            part.pk,
            actor=request.seat,
            now=now,
            text=text,
            gap_note=gap_note,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )
    if done is None:
        return None
    to = part.answers_to.unit.short if part.answers_to else "依法治县办"
    messages.success(request, f"已报送{to}，等待审核。审核开始前可以撤回。")
    return redirect("my")


Signing = Callable[..., Submission]


def _signing(act: Signing, said: str) -> "Press":
    """Return the button for a step of 线上审签: the service, and what the page then says."""

    def press(
        request: SeatedRequest, part: Assignment, form: HandInForm, now: datetime
    ) -> HttpResponse | None:
        if attempt(form, lambda: act(part.pk, actor=request.seat, now=now)) is None:
            return None
        messages.success(request, said)
        return redirect("my-part", part.pk)

    return press


Press = Callable[[SeatedRequest, Assignment, HandInForm, datetime], HttpResponse | None]
BUTTONS: dict[str, Press] = {
    "save": _save,
    "find": _find,
    "reuse": _save,
    "submit": _hand_in,
    "sign": _hand_in,
    "signoff": _signing(drafts.send_for_signoff, "已送本单位负责人审签；审签后再报送。"),
    "agree": _signing(drafts.sign_off, "已审签同意，由联络员报送。"),
}
# What lies before the unit's head is not written anew: these take it as it lies there.
AS_IT_LIES: dict[str, Press] = {
    "recall": _signing(drafts.recall_signoff, "已取回草稿，不再送审签。"),
    "submit_signed": _hand_in_signed,
}


@require_POST
def drop(request: SeatedRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """`/my/<part id>/drop/<evidence id>/`: take a proof out of the draft."""
    part = find_part(request, pk, unit_id__in=request.seat.unit_ids)
    drafts.drop_proof(part.pk, evidence_pk, actor=request.seat)
    messages.success(request, "已从这次报送中移除；材料本身仍在本单位的佐证材料里。")
    return redirect("my-part", part.pk)
