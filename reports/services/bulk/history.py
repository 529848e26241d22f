"""The events of tasks and parts made in bulk, and their rows in the audit trail."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from reports.services.bulk.work import Drawn
from reports.services.bulk.world import World, write
from tasks.models import Assignment, Task, TaskEvent
from units.clock import moment
from units.models import AuditEntry, Membership

BY_OFFICE = ("issue", "accept", "return", "suspend", "release")


def write_history(world: World, tasks: Iterable[Task], drawn: Drawn) -> None:
    """Write one event and one audit row for each act, in the order of their days."""
    rows = [
        _task_event(world, t, "issue", "draft", "issued", t.issued_on) for t in tasks if t.issued_on
    ]
    rows += [_part_event(world, part, *event) for part, life in drawn for event in life.events]
    rows += [
        _task_event(world, t, "close", "issued", "closed", t.closed_on)
        for t in tasks
        if t.closed_on
    ]
    events = write(sorted(rows, key=lambda row: row.day))
    write(_audited(world, event) for event in events)


def audit_row(
    world: World, seat: Membership, day: date, action: str, label: str, pk: int
) -> AuditEntry:
    """Return the audit row of an act at ten o'clock on `day`; `label` is the object's type."""
    return AuditEntry(
        at=moment(day, 10),
        county_id=world.campaign.county_id,
        user_id=seat.user_id,
        membership=seat,
        username=seat.user.username,
        action=action,
        object_type=label,
        object_id=str(pk),
    )


def _task_event(
    world: World, task: Task, action: str, before: str, after: str, day: date
) -> TaskEvent:
    seat = world.staff.office
    return TaskEvent(
        task=task,
        action=action,
        from_state=before,
        to_state=after,
        day=day,
        at=moment(day, 10),
        user_id=seat.user_id,
        membership=seat,
    )


def _part_event(
    world: World,
    part: Assignment,
    action: str,
    before: str,
    after: str,
    day: date,
    values: dict[str, Any],
) -> TaskEvent:
    seat = world.staff.office if action in BY_OFFICE else world.staff.liaisons[part.unit_id]
    return TaskEvent(
        task_id=part.task_id,
        assignment=part,
        action=action,
        from_state=before,
        to_state=after,
        data={k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()},
        day=day,
        at=moment(day, 10),
        user_id=seat.user_id,
        membership=seat,
    )


def _audited(world: World, event: TaskEvent) -> AuditEntry:
    seat = event.membership
    assert seat is not None
    kind, pk = ("task", event.task_id)
    if event.assignment_id:
        kind, pk = ("assignment", event.assignment_id)
    return audit_row(world, seat, event.day, f"{kind}.{event.action}", f"tasks.{kind}", pk)
