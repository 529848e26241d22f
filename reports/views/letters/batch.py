"""A batch: letters drafted in one act, done together; issuing is a job with progress."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports import policies
from reports.choices import UNDER_WAY, LetterState
from reports.letters.acts import STATES
from reports.models import Letter, LetterBatch
from reports.pages.liaisons import without_liaison
from reports.querysets.letter import OUT_STATES
from reports.services.letters import batches, signing
from units import clock
from units.access import Seat
from units.choices import WorkState
from units.errors import Refused
from units.models import Work
from units.requests import SeatedRequest


@dataclass(frozen=True)
class Together:
    """An act on all letters of a batch that are in `states`; `right` is its verb in the policies."""

    right: str
    states: frozenset[LetterState]
    do: Callable[[list[int], Seat, datetime], list[Letter]]
    said: str


ACTS = {
    "check-send": Together(
        "check",
        STATES["draft"],
        lambda ids, seat, now: signing.check_and_send(ids, actor=seat, now=now),
        "已核稿并送签 {} 件。",
    ),
    "sign": Together(
        "sign",
        STATES["sign"],
        lambda ids, seat, now: signing.each(signing.sign, ids, actor=seat, now=now),
        "已签发 {} 件。",
    ),
}


@require_safe
def batch(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show the letters of a batch and what may be done with all of them."""
    found = _find(request, pk)
    rows = found.letters.with_receipts(request.seat).select_related("unit")
    counts = _counts(found)
    letters = list(rows.annotate(parts=Count("items")).order_by("unit__position", "unit_id", "pk"))
    to_go = [row.unit for row in letters if row.state in UNDER_WAY]
    context = {
        "batch": found,
        "letters": letters,
        "unattended": without_liaison(to_go, clock.today()) if to_go else [],
        "counts": counts,
        "tiles": _tiles(counts),
        "may_sign": policies.can(request.seat, "sign"),
        **_progress(found),
    }
    return render(request, "reports/letters/batch.html", context)


@require_safe
def progress(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show how far the issue of a batch is; polled by htmx with `X-Poll: 1`."""
    found = _find(request, pk)
    context = {"batch": found, **_progress(found)}
    response = render(request, "reports/letters/batch_progress.html", context)
    if not context["running"]:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def act(request: SeatedRequest, pk: int, verb: str) -> HttpResponse:
    """Do one act to all letters of the batch that are in its state."""
    found = _find(request, pk)
    together = ACTS[verb]
    policies.require(request.seat, together.right)
    ids = list(found.letters.filter(state__in=together.states).values_list("pk", flat=True))
    try:
        if not ids:
            raise Refused("这一批没有可以这样办理的文书，请刷新后查看。")
        together.do(ids, request.seat, clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, together.said.format(len(ids)))
    return redirect("batch", found.pk)


@require_POST
def issue(request: SeatedRequest, pk: int) -> HttpResponse:
    """编号印发 of all signed letters, as a job."""
    found = _find(request, pk)
    policies.require(request.seat, "issue")
    try:
        batches.request_issue(found.pk, actor=request.seat, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("batch", found.pk)


def _find(request: SeatedRequest, pk: int) -> LetterBatch:
    policies.require(request.seat, "draft")
    rows = LetterBatch.objects.filter(campaign__county=request.seat.county).select_related(
        "created_by__user"
    )
    return get_object_or_404(rows, pk=pk)


def _counts(found: LetterBatch) -> dict[str, int]:
    rows = found.letters.order_by().values_list("state").annotate(n=Count("pk"))
    by_state = dict(rows)
    return {
        "draft": sum(by_state.get(state, 0) for state in STATES["draft"]),
        "sign": by_state.get(LetterState.FOR_SIGNATURE, 0),
        "issue": by_state.get(LetterState.SIGNED, 0),
        "issued": sum(by_state.get(state, 0) for state in OUT_STATES),
        "stopped": by_state.get(LetterState.DISCARDED, 0),
    }


def _tiles(counts: dict[str, int]) -> list[dict[str, Any]]:
    words = {"draft": "拟稿", "sign": "待签发", "issue": "待印发", "issued": "已印发"}
    if counts["stopped"]:
        words["stopped"] = "不再发出"
    return [{"label": words[key], "value": counts[key], "unit": "件"} for key in words]


def _progress(found: LetterBatch) -> dict[str, Any]:
    work: Work | None = batches.last_work(found.pk)
    if work is None:
        return {"work": None, "running": False, "refused": []}
    refused = work.result.get("refused", {})
    still = found.letters.filter(state=LetterState.SIGNED).values_list("pk", "unit__short")
    named = {str(pk): unit for pk, unit in still}
    return {
        "work": work,
        "running": work.state in (WorkState.WAITING, WorkState.RUNNING),
        "refused": [
            {"pk": pk, "unit": named[pk], "why": why} for pk, why in refused.items() if pk in named
        ],
    }
