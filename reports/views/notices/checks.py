"""通报前核对: the unit confirms the facts or objects; the office decides on an objection."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reports import policies
from reports.forms.notices import AnswerForm, SettleForm
from reports.models import NoticeCheck
from reports.pages.notice import check_line
from reports.pages.notice_rows import shown_rows
from reports.querysets.notice import BEING_WRITTEN
from reports.services.notices import checks
from reports.views.notices.detail import notice_page
from tasks.models import Assignment
from units import clock
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show a unit the facts about itself; it answers until the limit."""
    found = checks.current(_find(request, pk))
    if found.pk != pk:
        return redirect("notice-check", found.pk)
    form = AnswerForm(initial=_given(found))
    if request.method == "POST":
        policies.require(request.seat, "answer", found)
        form = AnswerForm(request.POST)
        if form.is_valid() and attempt(form, lambda: _answer(request, found, form)) is not None:
            messages.success(request, "已答复，谢谢。期限内可以改答复。")
            return redirect("notice-check", found.pk)
    return _page(request, found, form)


@require_POST
def settle(request: SeatedRequest, pk: int) -> HttpResponse:
    """Decide on an objection; shown on the page of the 通报."""
    found = _find(request, pk)
    policies.require(request.seat, "draft", found.notice.letter)
    form = SettleForm(request.POST, prefix=f"check{found.pk}")

    def act() -> NoticeCheck:
        return checks.settle(
            found.pk,
            actor=request.seat,
            now=clock.now(),
            upheld=form.cleaned_data["upheld"] == "yes",
            note=form.cleaned_data["note"],
        )

    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, f"{found.unit.short}的异议已处理，已告知该单位。")
        return redirect("notice", found.notice_id)
    return notice_page(request, found.notice, status=status_of(form), settle=(found.pk, form))


def _find(request: SeatedRequest, pk: int) -> NoticeCheck:
    """Return a check of the seat's own unit, or of the county for the office; else 404."""
    rows = NoticeCheck.objects.visible_to(request.seat).select_related(
        "unit", "notice__letter__county", "notice__campaign", "answered_by__user"
    )
    found: NoticeCheck = get_object_or_404(rows, pk=pk)
    return found


def _given(found: NoticeCheck) -> dict[str, str]:
    given = {"agreed": "agree", "objected": "object"}.get(found.answer, "")
    return {"answer": given, "words": found.words}


def _answer(request: SeatedRequest, found: NoticeCheck, form: AnswerForm) -> NoticeCheck:
    return checks.answer_check(
        found.pk,
        actor=request.seat,
        now=clock.now(),
        objects=form.cleaned_data["answer"] == "object",
        words=form.cleaned_data["words"],
    )


def _page(request: SeatedRequest, found: NoticeCheck, form: AnswerForm) -> HttpResponse:
    today = clock.today()
    states = Assignment.objects.filter(pk__in=[fact["part_id"] for fact in found.facts])
    now_is = {part.pk: part.get_state_display() for part in states.only("state")}
    open_ = (
        found.notice.letter.state in BEING_WRITTEN
        and found.upheld is None
        and today <= found.answer_by
    )
    context = {
        "check": found,
        "line": check_line(found, today=today),
        "as_of": found.notice.as_of,
        "facts": [(fact, now_is.get(fact["part_id"], "")) for fact in shown_rows(found.facts)],
        "form": form,
        "may_answer": open_ and policies.can(request.seat, "answer", found),
        "over": not open_,
    }
    return render(request, "reports/notices/check.html", context, status=status_of(form))
