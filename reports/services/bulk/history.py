"""The events of tasks and parts made in bulk, and their rows in the audit trail."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import connection

from reports.models import Letter
from reports.services.bulk.work import Drawn
from reports.services.bulk.world import World, pour
from tasks.models import Assignment, Task, TaskEvent
from units.choices import AuditResult
from units.clock import moment
from units.models import AuditEntry, Membership, User

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
    rows.sort(key=attrgetter("day"))
    pour(rows)
    _audit_events(world)


# One row for each event, as `tasks.services.history.record` writes them.
_OF_EVENTS = """
INSERT INTO {audit} (at, county_id, user_id, membership_id, username, address, action,
                     object_type, object_id, result, sealed)
SELECT e.at, %s, e.user_id, e.membership_id, u.username, '',
       CASE WHEN e.assignment_id IS NULL THEN 'task.' ELSE 'assignment.' END || e.action,
       CASE WHEN e.assignment_id IS NULL THEN 'tasks.task' ELSE 'tasks.assignment' END,
       CAST(COALESCE(e.assignment_id, e.task_id) AS varchar(40)), %s, %s
FROM {event} e JOIN {user} u ON u.id = e.user_id JOIN {task} t ON t.id = e.task_id
WHERE t.campaign_id = %s ORDER BY e.id
"""
_OF_LETTERS = """
INSERT INTO {audit} (at, county_id, user_id, membership_id, username, address, action,
                     object_type, object_id, result, sealed)
SELECT l.issued_at, l.county_id, m.user_id, m.id, u.username, '', 'letter.issue',
       'reports.letter', CAST(l.id AS varchar(40)), %s, %s
FROM {letter} l JOIN {membership} m ON m.id = l.drafted_by_id JOIN {user} u ON u.id = m.user_id
WHERE l.campaign_id = %s ORDER BY l.id
"""


def _audit_events(world: World) -> None:
    """Write the audit rows inside the database: they are as many as all others together."""
    tables = {
        "audit": AuditEntry._meta.db_table,
        "event": TaskEvent._meta.db_table,
        "task": Task._meta.db_table,
        "user": User._meta.db_table,
        "letter": Letter._meta.db_table,
        "membership": Membership._meta.db_table,
    }
    campaign = world.campaign
    done: list[Any] = [AuditResult.DONE.value, False, campaign.pk]
    with connection.cursor() as cursor:
        cursor.execute(_OF_LETTERS.format(**tables), done)
        cursor.execute(_OF_EVENTS.format(**tables), [campaign.county_id, *done])


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
