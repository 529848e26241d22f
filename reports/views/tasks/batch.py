"""Acts on several tasks at once: first what would happen, then it happens."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reports.views.doors import office
from tasks.models import Assignment, Task
from tasks.services.workflow import ACTIONS, cancel_task
from tasks.transitions import TABLE
from units import clock
from units.errors import NotDone
from units.ids import ids_of
from units.requests import SeatedRequest

MOST = 500


def ticked(request: SeatedRequest) -> list[int]:
    """Return the ids ticked in the list, at most MOST; what is no id is left out."""
    return ids_of(request.POST.getlist("ids"))[:MOST]


@require_POST
def batch(request: SeatedRequest) -> HttpResponse:
    """`/tasks/batch/`: show what an act on the ticked tasks would do, then do it."""
    seat = office(request)
    act = BATCH.get(request.POST.get("act", ""))
    chosen = Task.objects.visible_to(seat).filter(pk__in=ticked(request)).order_by("pk")
    tasks_ = list(chosen)
    if act is None or not tasks_:
        messages.error(request, "请先勾选任务，再选择要办的事。")
        return redirect("tasks")
    parts = list(
        Assignment.objects.filter(task__in=tasks_, state__in=act["states"])
        .select_related("unit", "task")
        .order_by("task_id", "rank", "pk")
    )
    reason = request.POST.get("reason", "").strip()
    error = ""
    if request.POST.get("sure") == "1":
        if reason:
            done = act["do"](request, parts if act["on"] == "parts" else tasks_, reason)
            messages.success(request, act["said"].format(n=done))
            return redirect("tasks")
        error = "请填写原因。"
    units = {part.unit_id for part in parts}
    context = act | {
        "tasks": tasks_,
        "parts": parts,
        "units": len(units),
        "error": error,
        "reason": reason,
        "act": request.POST["act"],
    }
    return render(request, "reports/tasks/batch.html", context, status=400 if error else 200)


def _suspend(request: SeatedRequest, parts: list[Assignment], why: str) -> int:
    return _each(
        request,
        parts,
        lambda part: ACTIONS["suspend"](part.pk, actor=request.seat, now=clock.now(), reason=why),
    )


def _cancel(request: SeatedRequest, tasks_: list[Task], why: str) -> int:
    return _each(
        request,
        tasks_,
        lambda task: cancel_task(task.pk, actor=request.seat, now=clock.now(), reason=why),
    )


def _each(request: SeatedRequest, rows: Iterable[Any], act: Callable[[Any], object]) -> int:
    """Act on each row by itself; what has changed meanwhile is named and passed over."""
    done = 0
    for row in rows:
        try:
            act(row)
            done += 1
        except NotDone as refusal:
            messages.warning(request, refusal.message)
    return done


BATCH: dict[str, dict[str, Any]] = {
    "suspend": {
        "title": "暂缓办理",
        "states": TABLE["suspend"].sources,
        "on": "parts",
        "do": _suspend,
        "said": "已暂缓 {n} 项分工，期间不计时限。",
        "effect": "期间停止计时，也不再提醒；恢复办理时回到原来的状态。",
    },
    "cancel": {
        "title": "取消任务",
        "states": TABLE["cancel"].sources,
        "on": "tasks",
        "do": _cancel,
        "said": "已取消 {n} 项任务。",
        "effect": "未办结的分工一并取消，已报送未审核的材料撤下；已办结的分工保留。",
    },
}
