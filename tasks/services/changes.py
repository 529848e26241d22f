"""After the plan is in: add, change and merge tasks and parts (补充交办)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from indicators.models import Campaign
from tasks.choices import (
    FINAL_STATES,
    ExtensionState,
    PartRole,
    PartState,
    TaskKind,
    TaskState,
)
from tasks.models import Assignment, Task
from tasks.policies import require_office, require_office_of
from tasks.services.extensions import granted_days
from tasks.services.far_days import refuse_far
from tasks.services.history import record
from tasks.services.workflow import (
    begin_task,
    cancel_task,
    drop_request,
    lock_tasks,
    refuse_task,
    set_due,
)
from tasks.transitions import TASK_TABLE
from units.access import Seat
from units.clock import local_date
from units.errors import Conflict, Refused
from units.models import Unit
from units.words import free_words, need_words


@transaction.atomic
def add_task(
    campaign: Campaign,
    *,
    actor: Seat,
    now: datetime,
    title: str,
    requirement: str,
    due_on: date | None,
    long_term: bool = False,
    number: str = "",
) -> Task:
    """Add a draft task beside the plan; it goes out by letter like the others."""
    require_office_of(actor, campaign.county_id, "补充任务")
    refuse_far(due_on, campaign, today=local_date(now), field="due_on")
    last = campaign.tasks.aggregate(last=Max("position"))["last"] or 0
    task = Task.objects.create(
        campaign=campaign,
        kind=TaskKind.EXTRA,
        number=free_words(number, "任务编号", "number"),
        position=last + 1,
        title=need_words(title, "任务名称", "title"),
        requirement=need_words(requirement, "工作要求", "requirement"),
        due_on=None if long_term else due_on,
        long_term=long_term,
    )
    record(task=task, action="add", actor=actor, now=now, to_state=TaskState.DRAFT)
    return task


@transaction.atomic
def add_part(
    task_id: int,
    *,
    actor: Seat,
    now: datetime,
    unit: Unit,
    role: str,
    blocking: bool | None = None,
) -> Assignment:
    """Add a draft part for `unit`; support parts do not block unless said otherwise."""
    task = begin_task("add_part", task_id, actor=actor)
    if role not in PartRole.values:
        raise Refused("请选择角色。", fields={"role": "请选择牵头、责任或配合。"})
    if unit.county_id != task.campaign.county_id or not unit.active:
        raise Refused(
            f"“{unit.name}”不是本县在用单位，请重新选择。", fields={"unit": "请重新选择单位。"}
        )
    if task.assignments.exclude(state=PartState.CANCELLED).filter(unit=unit).exists():
        raise Refused(
            f"{unit.short}在这项任务中已有分工，请选择其他单位。",
            fields={"unit": "请选择其他单位。"},
        )
    rank = task.assignments.aggregate(last=Max("rank"))["last"] or 0
    part = Assignment.objects.create(
        campaign_id=task.campaign_id,
        task=task,
        unit=unit,
        role=role,
        word=PartRole(role).label,
        rank=rank + 1,
        blocking=role != PartRole.SUPPORT if blocking is None else blocking,
    )
    record(task=task, part=part, action="add", actor=actor, now=now, to_state=PartState.DRAFT)
    return part


@transaction.atomic
def change_task(
    task_id: int,
    *,
    actor: Seat,
    now: datetime,
    title: str,
    requirement: str,
    reason: str = "",
) -> Task:
    """Change the words of a task; once issued with a reason, and the old words kept in history."""
    task = begin_task("change", task_id, actor=actor)
    said = need_words if task.state == TaskState.ISSUED else free_words
    why = said(reason, "修改原因", "reason")
    old = {"title": task.title, "requirement": task.requirement}
    task.title = need_words(title, "任务名称", "title")
    task.requirement = need_words(requirement, "工作要求", "requirement")
    task.version += 1
    task.save(update_fields=["title", "requirement", "version"])
    record(task=task, action="change", actor=actor, now=now, words=why, data={"old": old})
    return task


def check_due(task: Task, *, due_on: date | None, long_term: bool = False, today: date) -> None:
    """Raise Refused or Conflict when the task cannot take this date; a preview asks the same."""
    refuse_task("change_due", task)
    if due_on is None and not long_term:
        raise Refused("请填写时限，或标为长期。", fields={"due_on": "请填写时限，或标为长期。"})
    issued = task.state == TaskState.ISSUED
    if issued and (long_term != task.long_term or (due_on and due_on < today)):
        raise Refused("已交办的任务只能改定今天以后的时限，不能改为或改回长期。")
    refuse_far(due_on, task.campaign, today=today, field="due_on")


@transaction.atomic
def change_due(
    task_id: int,
    *,
    actor: Seat,
    now: datetime,
    due_on: date | None,
    long_term: bool = False,
    reason: str = "",
) -> Task:
    """Set a task's date, or mark it 长期; parts handed over follow, with a reason, in one place.

    A part that was granted a later day keeps it (rule 10): what was promised is not cut by the way.
    """
    task = begin_task("change_due", task_id, actor=actor)
    check_due(task, due_on=due_on, long_term=long_term, today=local_date(now))
    issued = task.state == TaskState.ISSUED
    why = (need_words if issued else free_words)(reason, "调整时限的原因", "reason")
    task.due_on, task.long_term = (None if long_term else due_on), long_term
    task.version += 1
    task.save(update_fields=["due_on", "long_term", "version"])
    data = {"due_on": due_on.isoformat() if due_on else None, "long_term": long_term}
    record(task=task, action="change_due", actor=actor, now=now, words=why, data=data)
    parts = list(task.assignments.exclude(state__in=FINAL_STATES).select_related("campaign"))
    granted = granted_days(parts)
    for part in parts:
        part.task = task
        if part.state == PartState.DRAFT:
            rows = Assignment.objects.filter(pk=part.pk)
            rows.update(agreed_due_on=None, version=F("version") + 1)
        elif due_on:
            day = max(due_on, granted.get(part.pk, due_on))
            if day == part.agreed_due_on and day != due_on:
                continue
            set_due(part, action="change_due", actor=actor, now=now, agreed=day, words=why)
            _drop_met_request(part, actor, now)
    return task


def _drop_met_request(part: Assignment, actor: Seat, now: datetime) -> None:
    """Withdraw a 延期申请 that asks for no more than the part now has."""
    asked = part.extensions.filter(state=ExtensionState.ASKED, wanted_due_on__lte=part.due_on)
    if asked.exists():
        drop_request(part, actor=actor, now=now, words="时限已调整到申请的日期或以后，申请随之撤回")


@transaction.atomic
def merge_tasks(target_id: int, source_id: int, *, actor: Seat, now: datetime, reason: str) -> Task:
    """并入: units only in `source` get draft parts in `target`; `source` is cancelled.

    Which task went into which is told in an event of each that units do not read, since they need
    not have a part in both; the units of `source` read that it was merged, and why.
    """
    tasks = lock_tasks([target_id, source_id])
    target, source = tasks[target_id], tasks[source_id]
    require_office(actor, target, TASK_TABLE["merge"].label)
    if target.pk == source.pk or target.campaign_id != source.campaign_id:
        raise Refused("只能合并同一批次的两项不同任务。")
    if not TASK_TABLE["merge"].starts_from(target.state):
        raise Conflict(
            f"并入的任务现为“{target.get_state_display()}”，请选择未销号、未取消的任务。"
        )
    words = need_words(reason, "合并的原因")
    have = set(
        target.assignments.exclude(state=PartState.CANCELLED).values_list("unit_id", flat=True)
    )
    for part in source.assignments.exclude(state__in=FINAL_STATES).select_related("unit"):
        if part.unit_id not in have:
            add_part(
                target.pk,
                actor=actor,
                now=now,
                unit=part.unit,
                role=part.role if part.role != PartRole.LEAD else PartRole.RESPONSIBLE,
            )
    cancel_task(source.pk, actor=actor, now=now, reason=f"并入其他任务：{words}")
    record(
        task=source,
        action="merge",
        actor=actor,
        now=now,
        words=f"并入任务{target.number}“{target.title}”：{words}",
        data={"target": target.pk},
    )
    record(
        task=target,
        action="merge",
        actor=actor,
        now=now,
        words=f"任务{source.number}“{source.title}”并入本任务：{words}",
        data={"source": source.pk},
    )
    return target
