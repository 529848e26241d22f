"""What the ladder owes, in words and plain data: for the command and for a look ahead."""

from collections.abc import Sequence
from typing import Any

from reports.choices import StepAction
from reports.services.ladder.reading import OwedPart
from tasks.models import Assignment


def listed(owed: Sequence[OwedPart]) -> list[dict[str, Any]]:
    """Return one dict per step owed, in the order given; one query.

    Keys: `campaign`, `task`, `number`, `title`, `assignment` (ids and words of the part), `unit`,
    `date_in_force`, `step` (code), `name`, `action`, `action_label`, `due_on` (the day the step
    came due), `anchor`, `superseded`, `reason`. Dates are `date` objects.
    """
    ids = {row.owed.part_id for row in owed}
    parts = Assignment.objects.select_related("task", "unit").in_bulk(ids)
    return [_row(parts[row.owed.part_id], row) for row in owed]


def _row(part: Assignment, row: OwedPart) -> dict[str, Any]:
    owed, step = row.owed, row.owed.step
    return {
        "campaign": part.campaign_id,
        "task": part.task_id,
        "number": part.task.number,
        "title": part.task.title,
        "assignment": part.pk,
        "unit": part.unit.short,
        "date_in_force": part.due_on,
        "step": step.code,
        "name": step.name,
        "action": step.action,
        "action_label": StepAction(step.action).label,
        "due_on": owed.due_on,
        "anchor": owed.anchor,
        "superseded": owed.superseded,
        "reason": owed.reason,
    }
