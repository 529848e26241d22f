"""What one new date would do to each of several tasks, before it is set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tasks.choices import FINAL_STATES, PartState
from tasks.models import Assignment, Task
from tasks.services.changes import check_due
from tasks.services.extensions import granted_days
from units.day_words import day_cn
from units.errors import Refused


@dataclass(frozen=True)
class DueEffect:
    """One task: what follows the date, or why it cannot take it.

    `units` are those whose parts in hand follow, `redo` of them keep their redo date first,
    `earlier` of them lose days; `kept` says which units keep a later day that was granted them.
    """

    task: Task
    units: tuple[str, ...] = ()
    redo: int = 0
    earlier: int = 0
    kept: str = ""
    refusal: str = ""


def due_effects(tasks: Iterable[Task], *, due_on: date | None, today: date) -> list[DueEffect]:
    """Return the effect on each task; without a date, what no date from today on could change."""
    listed = list(tasks)
    parts: dict[int, list[Assignment]] = {task.pk: [] for task in listed}
    for part in _in_hand(listed):
        parts[part.task_id].append(part)
    granted = granted_days(part for rows in parts.values() for part in rows)
    return [_effect(task, parts[task.pk], granted, due_on, today) for task in listed]


def _in_hand(tasks: Iterable[Task]) -> list[Assignment]:
    rows = Assignment.objects.filter(task__in=list(tasks))
    moving = rows.exclude(state__in=[*FINAL_STATES, PartState.DRAFT])
    return list(moving.select_related("unit").order_by("rank", "pk"))


def _until(parts: Iterable[Assignment], granted: dict[int, date]) -> str:
    return "、".join(f"{part.unit.short}（{day_cn(granted[part.pk])}）" for part in parts)


def extensions_kept(task: Task) -> tuple[str, ...]:
    """Return the sentence that names who was granted a later day than the task's, if anybody."""
    parts = _in_hand([task])
    granted = granted_days(parts)
    kept = [p for p in parts if p.pk in granted and task.due_on and granted[p.pk] > task.due_on]
    if not kept:
        return ()
    return (f"已同意延期的不因提前而缩短，新时限比它晚的才随之调整：{_until(kept, granted)}。",)


def _effect(
    task: Task,
    parts: list[Assignment],
    granted: dict[int, date],
    due_on: date | None,
    today: date,
) -> DueEffect:
    try:
        check_due(task, due_on=due_on or today, today=today)
    except Refused as refusal:
        return DueEffect(task, refusal=refusal.message)
    kept = [part for part in parts if part.pk in granted and granted[part.pk] > (due_on or today)]
    parts = [part for part in parts if part not in kept]
    free = [part for part in parts if not part.redo_by]
    earlier = sum(bool(due_on and part.due_on and due_on < part.due_on) for part in free)
    return DueEffect(
        task,
        tuple(part.unit.short for part in parts),
        len(parts) - len(free),
        earlier,
        _until(kept, granted),
    )
