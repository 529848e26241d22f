"""Acts on several tasks at once: first what would happen, then it happens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reports.forms.tasks import BatchForm
from reports.views.doors import office, ticked
from tasks.choices import PartState
from tasks.models import Assignment, Task
from tasks.services.workflow import ACTIONS, cancel_task
from tasks.transitions import TABLE, TASK_TABLE
from units import clock
from units.errors import NotDone
from units.requests import SeatedRequest
from units.views.outcome import status_of


@require_POST
def batch(request: SeatedRequest) -> HttpResponse:
    """`/tasks/batch/`: show what an act on the ticked tasks would do, then do it."""
    seat = office(request)
    act = BATCH.get(request.POST.get("act", ""))
    chosen = Task.objects.visible_to(seat).filter(pk__in=ticked(request)).order_by("pk")
    ticked_tasks = list(chosen)
    if act is None or not ticked_tasks:
        messages.error(request, "请先勾选任务，再选择要办的事。")
        return redirect("tasks")
    tasks_ = [task for task in ticked_tasks if not act.whole or act.may_begin(task)]
    parts = list(
        Assignment.objects.filter(task__in=tasks_, state__in=act.states)
        .select_related("unit", "task")
        .order_by("task_id", "rank", "pk")
    )
    form = BatchForm(request.POST if request.POST.get("sure") == "1" else None)
    if form.is_valid():
        done = _each(request, tasks_ if act.whole else parts, act.do, form.cleaned_data["reason"])
        messages.success(request, act.said.format(n=done))
        return redirect("tasks")
    units = {part.unit_id for part in parts}
    context = {
        "act": act,
        "tasks": tasks_,
        "cannot": [task for task in ticked_tasks if task not in tasks_],
        "parts": parts,
        "units": len(units),
        "form": form,
    }
    return render(request, "reports/tasks/batch.html", context, status=status_of(form))


def _each(request: SeatedRequest, rows: Iterable[Any], do: Callable[..., Any], reason: str) -> int:
    """Act on each row by itself; what has changed meanwhile is named and passed over."""
    done = 0
    for row in rows:
        try:
            do(row.pk, actor=request.seat, now=clock.now(), reason=reason)
            done += 1
        except NotDone as refusal:
            messages.warning(request, refusal.message)
    return done


@dataclass(frozen=True)
class BatchAct:
    """One act: which parts it touches, whether each or the task as a `whole`, and its words."""

    name: str
    title: str
    states: frozenset[PartState]
    do: Callable[..., Any]
    effect: str
    said: str
    whole: bool = False
    danger: bool = False

    def may_begin(self, task: Task) -> bool:
        """Return whether an act on the whole task may be done to it as it stands."""
        return TASK_TABLE[self.name].starts_from(task.state)


BATCH = {
    act.name: act
    for act in (
        BatchAct(
            "suspend",
            "暂缓办理",
            TABLE["suspend"].sources,
            ACTIONS["suspend"],
            "期间停止计时，也不再提醒；恢复办理时回到原来的状态，原时限已过的另定新的时限。",
            "已暂缓 {n} 项分工，期间不计时限。",
        ),
        BatchAct(
            "cancel",
            "取消任务",
            TABLE["cancel"].sources,
            cancel_task,
            "未办结的分工一并取消，已报送未审核的材料撤下；已办结的分工保留。",
            "已取消 {n} 项任务。",
            whole=True,
            danger=True,
        ),
    )
}
