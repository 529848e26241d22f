"""The one way to write history: words for people who may read the task, bare facts for audit.

What concerns other people they are told in the same transaction (`telling`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tasks.models import Assignment, Task, TaskEvent
from tasks.services.telling import tell
from units.access import Actor
from units.clock import local_date
from units.services.audit import record_audit, record_audits

BATCH = 500


def record(
    *,
    task: Task,
    action: str,
    actor: Actor,
    now: datetime,
    part: Assignment | None = None,
    from_state: str = "",
    to_state: str = "",
    words: str = "",
    data: dict[str, Any] | None = None,
) -> TaskEvent:
    """Write one TaskEvent and one AuditEntry in the running transaction, and tell whom it concerns.

    `words` is what readers of the task see; `data` holds dates and ids as JSON for a replay.
    """
    event = TaskEvent.objects.create(
        task=task,
        assignment=part,
        action=action,
        from_state=from_state,
        to_state=to_state,
        words=words,
        data=data or {},
        day=local_date(now),
        at=now,
        user=actor.user,
        membership=actor.membership,
    )
    record_audit(
        actor=actor,
        action=f"{'assignment' if part else 'task'}.{action}",
        obj=part or task,
        now=now,
    )
    if part is not None:
        tell(event, part, actor=actor, now=now)
    return event


def record_staying(
    part: Assignment,
    action: str,
    *,
    actor: Actor,
    now: datetime,
    words: str = "",
    data: dict[str, Any] | None = None,
) -> TaskEvent:
    """Write an act on a part that leaves its state as it is, as `record` does."""
    state = part.state
    return record(
        task=part.task,
        part=part,
        action=action,
        actor=actor,
        now=now,
        from_state=state,
        to_state=state,
        words=words,
        data=data,
    )


def record_each(
    tasks: Iterable[Task], *, action: str, actor: Actor, now: datetime, to_state: str
) -> None:
    """Write the same act on many tasks as `record` does, in two statements for hundreds of them."""
    listed = list(tasks)
    TaskEvent.objects.bulk_create(
        [
            TaskEvent(
                task=task,
                action=action,
                to_state=to_state,
                day=local_date(now),
                at=now,
                user=actor.user,
                membership=actor.membership,
            )
            for task in listed
        ],
        BATCH,
    )
    record_audits(actor=actor, action=f"task.{action}", objs=listed, now=now)
