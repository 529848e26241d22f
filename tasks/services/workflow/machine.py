"""Locking, moving and dating a part: every action of the workflow goes through here."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F

from tasks.choices import ExtensionState, PartState, SubmissionState
from tasks.deadlines import in_force
from tasks.models import Assignment, Task
from tasks.policies import require, require_office
from tasks.services.history import record, record_staying
from tasks.services.workflow.leading import take_back
from tasks.transitions import TABLE, TASK_TABLE
from units.access import Actor
from units.day_words import day_cn, short_day_cn
from units.errors import Conflict

# Acts that set a new date and leave the state as it is.
MOVES_THE_DATE = {"change_due": "调整时限", "extension_grant": "同意延期"}


def lock_tasks(task_ids: Iterable[int]) -> dict[int, Task]:
    """Lock the task rows in ascending order and return them by id.

    Order everywhere: tasks ascending, then parts, then number series. `no_key` lets others write
    rows that refer to the task meanwhile. SQLite takes the lock of the whole file when the
    transaction begins.
    """
    rows = (
        Task.objects.select_for_update(of=("self",), no_key=True)
        .select_related("campaign")
        .filter(pk__in=set(task_ids))
    )
    return {task.pk: task for task in rows.order_by("pk")}


def begin_task(
    action: str, task_id: int, *, actor: Actor, expected_version: int | None = None
) -> Task:
    """Lock the task and check that the actor may take the act on it now; raises as `begin`."""
    task = lock_tasks([task_id])[task_id]
    label = TASK_TABLE[action].label
    require_office(actor, task, label)
    refuse_task(action, task)
    if expected_version is not None and expected_version != task.version:
        raise Conflict(f"这项任务刚被他人修改过，请刷新后再{label}。")
    return task


def refuse_task(action: str, task: Task) -> None:
    """Raise Conflict where the state of a task does not allow the act; a preview asks the same."""
    row = TASK_TABLE[action]
    if not row.starts_from(task.state):
        raise Conflict(f"任务现为“{task.get_state_display()}”，不能{row.label}。")


def lock_part(part_id: int) -> Assignment:
    """Lock the part's task and return the part as it now stands, with its neighbours loaded."""
    task_id = Assignment.objects.values_list("task_id", flat=True).get(pk=part_id)
    lock_tasks([task_id])
    part: Assignment = Assignment.objects.select_related(
        "task__campaign", "campaign", "unit", "answers_to__unit"
    ).get(pk=part_id)
    return part


def begin(
    action: str, part_id: int, *, actor: Actor, expected_version: int | None = None
) -> Assignment:
    """Lock the part and check that the actor may take the action now.

    Raises Forbidden when the person may not, Conflict when the state does not allow it or
    `expected_version` (what the page showed) has passed: the sentence says what happened.
    """
    part = lock_part(part_id)
    require(actor, action, part)
    row = TABLE[action]
    stale = expected_version is not None and expected_version != part.version
    if stale or not row.starts_from(part.state):
        raise Conflict(_meanwhile(part, action))
    return part


def move(
    part: Assignment,
    action: str,
    to_state: str,
    *,
    actor: Actor,
    now: datetime,
    words: str = "",
    data: dict[str, Any] | None = None,
    **fields: Any,
) -> None:
    """Write the new state and `fields` on condition that nobody was faster, and the event.

    Raises Conflict if the row changed since it was read.
    """
    before = part.state
    written = Assignment.objects.filter(pk=part.pk, state=before, version=part.version).update(
        state=to_state, version=F("version") + 1, **fields
    )
    if not written:
        part.refresh_from_db()
        raise Conflict(_meanwhile(part, action))
    part.state, part.version = PartState(to_state), part.version + 1
    for name, value in fields.items():
        setattr(part, name, value)
    record(
        task=part.task,
        part=part,
        action=action,
        actor=actor,
        now=now,
        from_state=before,
        to_state=to_state,
        words=words,
        data={**_dates(fields), **(data or {})},
    )


def set_due(
    part: Assignment,
    *,
    action: str,
    actor: Actor,
    now: datetime,
    agreed: date | None = None,
    redo_by: date | None = None,
    words: str = "",
) -> None:
    """Change the agreed date or the redo date of a part without changing its state.

    The date in force moves here and in `dated` only.
    """
    fields = dated(
        agreed if agreed is not None else part.agreed_due_on,
        redo_by if redo_by is not None else part.redo_by,
    )
    written = Assignment.objects.filter(pk=part.pk, version=part.version).update(
        version=F("version") + 1, **fields
    )
    if not written:
        part.refresh_from_db()
        raise Conflict(_meanwhile(part, action))
    part.version += 1
    for name, value in fields.items():
        setattr(part, name, value)
    record_staying(part, action, actor=actor, now=now, words=words, data=_dates(fields))


def dated(agreed: date | None, redo_by: date | None) -> dict[str, Any]:
    """Return the three date fields of a part, the date in force derived."""
    return {
        "agreed_due_on": agreed,
        "redo_by": redo_by,
        "due_on": in_force(agreed, redo_by),
    }


def end_part(
    part: Assignment,
    action: str,
    state: str,
    *,
    actor: Actor,
    now: datetime,
    words: str,
    data: dict[str, Any] | None = None,
) -> None:
    """End a locked part without acceptance and take its open hand-in back from the reviewer."""
    part.submissions.filter(
        state__in=[
            SubmissionState.DRAFT,
            SubmissionState.FOR_SIGNOFF,
            SubmissionState.HANDED_IN,
        ]
    ).update(state=SubmissionState.WITHDRAWN)
    if part.answers_to is not None:
        take_back(part, part.answers_to)
    drop_request(part, actor=actor, now=now, words=f"随“{TABLE[action].label}”撤回")
    left = {"state_before": "", "suspended_from": ""}
    move(part, action, state, actor=actor, now=now, words=words, data=data, **left)


def drop_request(part: Assignment, *, actor: Actor, now: datetime, words: str) -> None:
    """Withdraw an unanswered 延期申请 of a locked part that has lost its object, and say why."""
    dropped = part.extensions.filter(state=ExtensionState.ASKED).update(
        state=ExtensionState.WITHDRAWN, decided_by=actor.membership, decided_at=now
    )
    if dropped:
        record(
            task=part.task,
            part=part,
            action="extension_withdraw",
            actor=actor,
            now=now,
            from_state=part.state,
            to_state=part.state,
            words=words,
        )


def _meanwhile(part: Assignment, action: str) -> str:
    """Return what happened to the part since the page was opened, and whether the action still may."""
    label = _label(action)
    row = TABLE.get(action)
    may = row is None or row.starts_from(part.state)
    then = f"请刷新后再“{label}”" if may else f"不能再“{label}”。请刷新后查看"
    # Phone calls and requests for time stand in the same history, but changed neither.
    changes = part.events.filter(action__in=[*TABLE, *MOVES_THE_DATE]).select_related("user")
    last = changes.order_by("-id").first()
    if last is None:
        return f"{part.unit.short}的这项分工现为“{part.get_state_display()}”，{then}。"
    person = last.user.name if last.user else "系统"
    due = f"，时限{day_cn(part.due_on)}" if last.action in MOVES_THE_DATE and part.due_on else ""
    return (
        f"{person}已于{short_day_cn(last.day)}对{part.unit.short}的这项分工“{_label(last.action)}”，"
        f"现为“{part.get_state_display()}”{due}，{then}。"
    )


def _label(action: str) -> str:
    return MOVES_THE_DATE.get(action) or TABLE[action].label


def _dates(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
        if isinstance(value, date | str | int | bool | None)
    }
