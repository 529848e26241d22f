"""销号, 取消 and 重新办理 of a whole task (rule 6)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tasks.choices import FINAL_STATES, PartState
from tasks.models import Assignment, SubmissionEvidence, Task
from tasks.services.history import record
from tasks.services.workflow.machine import begin_task, end_part
from tasks.services.workflow.standing import open_again
from tasks.transitions import TASK_TABLE
from units.access import Actor
from units.clock import local_date
from units.errors import Refused
from units.words import need_words


def blockers(task: Task) -> list[str]:
    """Return what keeps the task from being closed, one Chinese sentence each; empty if nothing."""
    open_parts = (
        task.assignments.filter(blocking=True)
        .exclude(state__in=[*FINAL_STATES, PartState.DRAFT])
        .select_related("unit")
    )
    said = [f"{p.unit.short}的分工为“{p.get_state_display()}”" for p in open_parts]
    said += [
        f"{p.unit.short}的分工尚未交办"
        for p in task.assignments.filter(blocking=True, state=PartState.DRAFT).select_related(
            "unit"
        )
    ]
    proved = SubmissionEvidence.objects.filter(
        submission__assignment__task=task, material__isnull=False
    )
    missing = task.materials.exclude(pk__in=proved.accepted().live().values("material_id"))
    said += [f"缺审核通过的材料“{material.title}”" for material in missing]
    if not said and not task.assignments.filter(state=PartState.ACCEPTED).exists():
        return ["还没有已办结的分工；不再办理的任务请取消"]
    return said


@transaction.atomic
def close_task(
    task_id: int, *, actor: Actor, now: datetime, expected_version: int | None = None
) -> Task:
    """销号: an act of the office when nothing blocks.

    Open parts that do not block are released; those never handed over are cancelled.
    """
    task = begin_task("close", task_id, actor=actor, expected_version=expected_version)
    said = blockers(task)
    if said:
        raise Refused(f"还不能销号：{'；'.join(said)}。")
    for part in _open_parts(task):
        never_out = part.state == PartState.DRAFT
        action, state = _CALL_OFF if never_out else _RELEASE
        end_part(part, action, state, actor=actor, now=now, words="任务销号")
    _move_task(task, "close", actor=actor, now=now, closed_on=local_date(now))
    return task


@transaction.atomic
def cancel_task(task_id: int, *, actor: Actor, now: datetime, reason: str) -> Task:
    """取消交办 of the whole task with all its open parts."""
    task = begin_task("cancel", task_id, actor=actor)
    words = need_words(reason, "取消任务的原因")
    for part in _open_parts(task):
        end_part(part, "cancel", PartState.CANCELLED, actor=actor, now=now, words=words)
    _move_task(task, "cancel", actor=actor, now=now, words=words)
    return task


@transaction.atomic
def reopen_task(
    task_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    part_ids: Collection[int],
) -> Task:
    """重新办理 of a closed task, together with the accepted parts named."""
    task = begin_task("reopen", task_id, actor=actor)
    words = need_words(reason, "重新办理的原因")
    parts = list(
        task.assignments.filter(pk__in=part_ids, state=PartState.ACCEPTED).select_related(
            "unit", "campaign"
        )
    )
    if not parts or len(parts) != len(set(part_ids)):
        raise Refused("请至少选择一个已办结的承办单位重新办理。")
    _move_task(task, "reopen", actor=actor, now=now, words=words, closed_on=None)
    for part in parts:
        part.task = task
        open_again(part, actor=actor, now=now, reason=words, redo_by=None)
    return task


_RELEASE = ("release", PartState.RELEASED)
_CALL_OFF = ("cancel", PartState.CANCELLED)


def _open_parts(task: Task) -> list[Assignment]:
    rows = task.assignments.exclude(state__in=FINAL_STATES)
    parts = list(rows.select_related("unit", "campaign"))
    for part in parts:
        part.task = task
    return parts


def _move_task(
    task: Task,
    action: str,
    *,
    actor: Actor,
    now: datetime,
    words: str = "",
    **fields: object,
) -> None:
    before, state = task.state, TASK_TABLE[action].target
    assert state is not None  # an act that closes, cancels or reopens
    Task.objects.filter(pk=task.pk).update(state=state, version=task.version + 1, **fields)
    task.state, task.version = state, task.version + 1
    for name, value in fields.items():
        setattr(task, name, value)
    record(
        task=task,
        action=action,
        actor=actor,
        now=now,
        from_state=before,
        to_state=state,
        words=words,
    )
