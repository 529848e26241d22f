"""审核: queue, preview beside the text, verdict; the next one follows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import policies
from reports.figures.sets import Moment
from reports.forms.review import VerdictForm
from reports.pages.review import Queue, queue, review_page
from reports.views.doors import find_part, moment_of
from tasks.choices import PartState, ReturnReason
from tasks.models import Assignment
from tasks.policies import can, require
from tasks.services.workflow import ACTIONS, begin_review
from units import clock
from units.access import Seat
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

SAID = {"accept": "已通过", "return": "已退回修改", "ask_more": "已请其补充"}


def _reviewer(request: SeatedRequest) -> Seat:
    policies.require(request.seat, "review")
    return request.seat


@require_safe
def review(request: SeatedRequest) -> HttpResponse:
    """`/review/`: straight to the one that has waited longest."""
    seat = _reviewer(request)
    waiting = queue(seat, moment_of(request, clock.now()))
    if waiting.all:
        return redirect("review-part", waiting.all[0].part.pk)
    return render(request, "reports/review/empty.html", {"seat": seat})


@require_http_methods(["GET", "POST"])
def review_part(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/review/<part id>/`: look and decide."""
    seat = _reviewer(request)
    now = clock.now()
    moment = moment_of(request, now)
    part = find_part(request, pk)
    require(seat, "accept", part)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        after = queue(seat, moment).next_after(part.pk)
        if _judged(request, part, form):
            return redirect("review-part", after) if after else redirect("review")
        part = find_part(request, pk)
    waiting = queue(seat, moment)
    if part.state != PartState.SUBMITTED:
        return _over(request, part, form, waiting)
    return _page(request, part, form, waiting, moment)


def _judged(request: SeatedRequest, part: Assignment, form: VerdictForm) -> bool:
    verdict = request.POST.get("verdict", "")
    if verdict not in SAID:
        form.add_error(None, "请选择审核通过或退回。")
        return False
    done = attempt(
        form,
        lambda: ACTIONS[verdict](
            part.pk, actor=request.seat, now=clock.now(), **form.given(verdict)
        ),
    )
    if done is None:
        return False
    messages.success(request, f"{part.unit.short}的报送{SAID[verdict]}。")
    return True


def _page(
    request: SeatedRequest,
    part: Assignment,
    form: VerdictForm,
    waiting: Queue,
    moment: Moment,
) -> HttpResponse:
    seat = request.seat
    page = review_page(part, seat, moment, now=clock.now())
    proofs = page.hand_in.brought
    asked = request.GET.get("proof", "")
    shown = next((p for p in proofs if str(p.evidence.pk) == asked), proofs[0] if proofs else None)
    context = {
        "queue": waiting,
        "page": page,
        "part": part,
        "task": part.task,
        "form": form,
        "shown": shown,
        "reasons": ReturnReason.choices,
        "ticked": request.POST.getlist("reasons"),
        "may_return": can(seat, "return", part),
        "may_ask_more": can(seat, "ask_more", part),
    }
    return render(request, "reports/review/part.html", context, status=status_of(form))


def _over(
    request: SeatedRequest, part: Assignment, form: VerdictForm, waiting: Queue
) -> HttpResponse:
    """Somebody was faster, or it was taken back: say how it stands now, and keep what was typed."""
    context = {
        "part": part,
        "form": form,
        "queue": waiting,
        "reasons": ReturnReason.choices,
        "ticked": request.POST.getlist("reasons"),
    }
    status = status_of(form)
    return render(request, "reports/review/over.html", context, status=status)


@require_POST
def begin(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/review/<part id>/begin/`: a reviewer sets about it, by the button or by a first act.

    That the page was shown does not count: it comes up by itself after each verdict.
    """
    seat = _reviewer(request)
    part = find_part(request, pk)
    require(seat, "accept", part)
    begin_review(part.pk, actor=seat, now=clock.now())
    return redirect("review-part", part.pk)
