"""交办: what handing the chosen tasks over would do, then the drafts."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports import policies
from reports.choices import LetterKind
from reports.forms.letters import HandoverForm
from reports.pages.letter import sent_this_month
from reports.pages.liaisons import without_liaison
from reports.services.letters.drafting import draft_handover
from reports.services.letters.planning import HandoverPlan, plan_handover
from reports.views.paper import sheets
from units import clock
from units.ids import ids_of
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

# More than a year's plan holds; keeps a hostile query string from becoming a hostile query.
MOST = 2000


@require_http_methods(["GET", "POST"])
def preview(request: SeatedRequest) -> HttpResponse:
    """Show letters, problems and what must be confirmed; with `draft` in the form, draft them.

    Tasks are given as `task` (the list's boxes) or `ids`, repeated or parted by commas; `show`
    is the unit whose letter is shown as paper.
    """
    policies.require(request.seat, "draft")
    given = request.POST if request.method == "POST" else request.GET
    ids = _ids([*given.getlist("ids"), *given.getlist("task")])
    plan = plan_handover(ids, seat=request.seat, today=clock.today())
    form = _form(plan, given, bound="draft" in request.POST)
    if form.is_bound and form.is_valid():
        batch = attempt(
            form,
            lambda: draft_handover(
                ids,
                actor=request.seat,
                now=clock.now(),
                consent=form.consent(),
                past=form.dates(),
            ),
        )
        if batch:
            messages.success(request, f"已向 {batch.letters.count()} 个单位拟好交办文书，请核稿。")
            return redirect("batch", batch.pk)
    context = {
        "plan": plan,
        "counts": _counts(plan),
        "form": form,
        "sent": sent_this_month(request.seat.county_id, clock.today()),
        "ids": ",".join(map(str, ids)),
        "unattended": without_liaison([row.unit for row in plan.letters], clock.today()),
        **_shown(plan, given.get("show", "")),
    }
    return render(request, "reports/letters/handover.html", context, status=status_of(form))


def _form(plan: HandoverPlan, given: QueryDict, *, bound: bool) -> HandoverForm:
    """Return the form; when only another letter is looked at, what was typed stays."""
    return HandoverForm(
        given if bound else None,
        initial=given.dict(),
        towns=plan.needs_consent,
        past=plan.past,
        today=clock.today(),
    )


def _counts(plan: HandoverPlan) -> dict[str, int]:
    return {
        "letters": len(plan.letters),
        "asked": sum(row.kind == LetterKind.REQUEST for row in plan.letters),
        "towns": sum(row.needs_consent for row in plan.letters),
        "tasks": len({part.task_id for part in plan.parts}),
        "parts": len(plan.parts),
    }


def _shown(plan: HandoverPlan, unit_id: str) -> dict[str, Any]:
    """Return the letter whose paper is shown: that of the unit asked for, else the first."""
    if not plan.letters:
        return {"shown": None, "sheets": []}
    chosen = next((row for row in plan.letters if str(row.unit.pk) == unit_id), plan.letters[0])
    return {"shown": chosen, "sheets": sheets(chosen.snapshot)}


def _ids(given: Iterable[str]) -> list[int]:
    words = [word for text in given for word in text[:20_000].split(",")]
    return ids_of(words)[:MOST]
