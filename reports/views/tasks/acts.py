"""Acts of the office on a whole task: one form page each, the same shape for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports.forms.tasks import (
    CloseForm,
    DueForm,
    LinkForm,
    MergeForm,
    PartForm,
    ReasonForm,
    ReopenForm,
    WordsForm,
)
from reports.pages.batch_due import extensions_kept
from reports.pages.closing import let_go
from reports.views.doors import find_task, office
from tasks.models import Task
from tasks.services import changes, linking, workflow
from tasks.transitions import TASK_TABLE, TaskAct
from units import clock
from units.access import Seat
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

Do = Callable[[Task, dict[str, Any], Seat, datetime], Task | object]


@dataclass(frozen=True)
class Act:
    """One act: its row of the table, its form, what it does and what is said then."""

    name: str
    row: TaskAct
    form: Callable[..., forms.Form]
    do: Do
    said: str
    button: str
    effects: tuple[str, ...] = ()
    danger: bool = False
    more: Callable[[Task], tuple[str, ...]] | None = None


def _who(seat: Seat, now: datetime) -> dict[str, Any]:
    return {"actor": seat, "now": now}


ACTS = {
    act.name: act
    for act in (
        Act(
            "close",
            TASK_TABLE["close"],
            CloseForm,
            lambda t, d, s, n: workflow.close_task(t.pk, **d, **_who(s, n)),
            "任务已销号。",
            "确认销号",
            ("须办结的分工都已审核通过，材料已齐。",),
            more=let_go,
        ),
        Act(
            "due",
            TASK_TABLE["change_due"],
            DueForm,
            lambda t, d, s, n: changes.change_due(t.pk, **d, **_who(s, n)),
            "时限已调整，各单位未办结的分工随之调整。",
            "调整时限",
            ("各单位未办结的分工随之调整，并写入办理过程。",),
            more=extensions_kept,
        ),
        Act(
            "words",
            TASK_TABLE["change"],
            WordsForm,
            lambda t, d, s, n: changes.change_task(t.pk, **d, **_who(s, n)),
            "任务内容已修改，原文留在办理过程中。",
            "保存修改",
        ),
        Act(
            "link",
            TASK_TABLE["link"],
            LinkForm,
            lambda t, d, s, n: linking.link_indicators(t.pk, d["indicators"], **_who(s, n)),
            "关联的指标已保存。",
            "保存关联",
            ("已审核通过的材料随之列入所选指标的佐证。", "取消关联的指标不再列出这项任务的佐证。"),
        ),
        Act(
            "add-part",
            TASK_TABLE["add_part"],
            PartForm,
            lambda t, d, s, n: changes.add_part(t.pk, **d, **_who(s, n)),
            "已增加承办单位，尚未交办。下一步：交办。",
            "增加承办单位",
            ("新增的分工是草稿，随交办函发出后生效。",),
        ),
        Act(
            "merge",
            TASK_TABLE["merge"],
            MergeForm,
            lambda t, d, s, n: changes.merge_tasks(
                d["target"].pk, t.pk, reason=d["reason"], **_who(s, n)
            ),
            "任务已并入，原任务取消。",
            "并入并取消本任务",
            ("本任务独有的单位在目标任务中增加分工草稿，随交办函发出。", "本任务取消。"),
            danger=True,
        ),
        Act(
            "cancel",
            TASK_TABLE["cancel"],
            ReasonForm,
            lambda t, d, s, n: workflow.cancel_task(t.pk, **d, **_who(s, n)),
            "任务已取消。",
            "取消任务",
            ("未办结的分工一并取消，已办结的保留。", "已报送未审核的材料从审核清单撤下。"),
            danger=True,
        ),
        Act(
            "reopen",
            TASK_TABLE["reopen"],
            ReopenForm,
            lambda t, d, s, n: workflow.reopen_task(
                t.pk,
                reason=d["reason"],
                part_ids=[int(pk) for pk in d["parts"]],
                **_who(s, n),
            ),
            "任务已恢复办理。",
            "重新办理",
            ("选中的单位重新办理，修改期限按规则计算。",),
        ),
    )
}


def task_acts(task: Task) -> list[Act]:
    """Return the acts that the office may take on the task in its present state."""
    return [act for act in ACTS.values() if act.row.starts_from(task.state)]


@require_http_methods(["GET", "POST"])
def task_act(request: SeatedRequest, pk: int, name: str) -> HttpResponse:
    """`/tasks/<id>/do/<name>/`: the form of one act, and the act."""
    task = find_task(request, pk)
    seat = office(request)
    act = ACTS.get(name)
    if act is None:
        raise Http404
    form = act.form(request.POST if request.method == "POST" else None, task=task)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: act.do(task, form.cleaned_data, seat, clock.now()))
        if done is not None:
            messages.success(request, act.said)
            return redirect("task", done.pk if isinstance(done, Task) else task.pk)
    effects = act.effects + (act.more(task) if act.more else ())
    context = {"task": task, "act": act, "form": form, "effects": effects}
    return render(request, "reports/tasks/act.html", context, status=status_of(form))
