"""调整时限 of several tasks: one date, its effect on each of them, then it is set."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reports.forms.tasks import BatchDueForm
from reports.pages.batch_due import due_effects
from reports.views.doors import office, ticked
from tasks.models import Task
from tasks.services.changes import change_due
from units import clock
from units.clock import local_date
from units.errors import NotDone
from units.requests import SeatedRequest
from units.views.outcome import status_of


@require_POST
def batch_due(request: SeatedRequest) -> HttpResponse:
    """`/tasks/batch/due/`: ask for the date, show what it does (`show`), set it (`sure`)."""
    seat = office(request)
    chosen = Task.objects.visible_to(seat).filter(pk__in=ticked(request)).order_by("pk")
    tasks_ = list(chosen.select_related("campaign"))
    if not tasks_:
        messages.error(request, "请先勾选任务，再选择要办的事。")
        return redirect("tasks")
    asked = "show" in request.POST or "sure" in request.POST
    form = BatchDueForm(request.POST if asked else None)
    given = form.cleaned_data if form.is_valid() else {}
    if given and "sure" in request.POST:
        _change(request, tasks_, given["due_on"], given["reason"])
        return redirect("tasks")
    effects = due_effects(tasks_, due_on=given.get("due_on"), today=local_date(clock.now()))
    context = {
        "form": form,
        "effects": effects,
        "given": given,
        "able": sum(not effect.refusal for effect in effects),
        "parts": sum(len(effect.units) for effect in effects),
    }
    return render(request, "reports/tasks/batch_due.html", context, status=status_of(form))


def _change(request: SeatedRequest, tasks_: list[Task], due_on: date, reason: str) -> None:
    """Set the date task by task; one that refuses is named and passed over."""
    done = 0
    for task in tasks_:
        try:
            change_due(
                task.pk,
                actor=request.seat,
                now=clock.now(),
                due_on=due_on,
                long_term=False,
                reason=reason,
            )
            done += 1
        except NotDone as refusal:
            messages.warning(request, f"{task.number}“{task.title}”未调整：{refusal.message}")
    if done:
        messages.success(request, f"已调整 {done} 项任务的时限，各单位未办结的分工随之调整。")
