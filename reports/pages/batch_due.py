"""What one new date would do to each of several tasks, before it is set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tasks.choices import FINAL_STATES, PartState
from tasks.models import Assignment, Task
from tasks.services.changes import check_due
from units.errors import Refused


@dataclass(frozen=True)
class DueEffect:
    """One task: what follows the date, or why it cannot take it.

    `units` are those whose parts in hand follow, `redo` of them keep their redo date first,
    `earlier` of them lose days.
    """

    task: Task
    units: tuple[str, ...] = ()
    redo: int = 0
    earlier: int = 0
    refusal: str = ""


def due_effects(tasks: Iterable[Task], *, due_on: date | None, today: date) -> list[DueEffect]:
    """Return the effect on each task; without a date, what no date from today on could change."""
    listed = list(tasks)
    parts: dict[int, list[Assignment]] = {task.pk: [] for task in listed}
    moving = Assignment.objects.filter(task__in=listed).exclude(
        state__in=[*FINAL_STATES, PartState.DRAFT]
    )
    for part in moving.select_related("unit").order_by("rank", "pk"):
        parts[part.task_id].append(part)
    return [_effect(task, parts[task.pk], due_on, today) for task in listed]


def _effect(task: Task, parts: list[Assignment], due_on: date | None, today: date) -> DueEffect:
    try:
        check_due(task, due_on=due_on or today, today=today)
    except Refused as refusal:
        return DueEffect(task, refusal=refusal.message)
    free = [part for part in parts if not part.redo_by]
    earlier = sum(bool(due_on and part.due_on and due_on < part.due_on) for part in free)
    return DueEffect(
        task, tuple(part.unit.short for part in parts), len(parts) - len(free), earlier
    )
