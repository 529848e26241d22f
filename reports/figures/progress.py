"""How each task stands: the rows of the progress table of a 通报."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from indicators.models import Campaign
from reports.figures.rows import Row
from reports.figures.sets import HANDED_OVER
from tasks.choices import PartRole, PartState, TaskState
from tasks.models import Assignment, Task
from units.choices import ASKED_ONLY

# Tasks that a 通报 counts.
OUT = (TaskState.ISSUED, TaskState.CLOSED)
CLOSED, TO_CLOSE, UNDER_WAY, ASKED = "已销号", "待销号", "办理中", "商请协助"
FINISHED = frozenset({"accepted", "released"})


def progress(campaign: Campaign, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return one line per task: facts of the task, never which unit is late (rule 4).

    `leads` are the told bodies that lead, or answer for a task without a lead of theirs. Where
    there are none, `asked` are the bodies that were asked: they show as 协助单位 and are never
    scored (rule 2), so such a line says neither how many are done nor that it is under way.
    """
    parts: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row.fact.task_id].append(row)
    bodies: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    named = (
        Assignment.objects.filter(HANDED_OVER, campaign=campaign)
        .exclude(state=PartState.RELEASED)
        .order_by("rank", "id")
        .values_list("task_id", "role", "unit__short", "unit__relation")
    )
    for task_id, role, unit, relation in named:
        bodies[task_id].append((role, unit, relation in ASKED_ONLY))
    tasks = Task.objects.filter(campaign=campaign, state__in=OUT)
    return [
        _line(task, parts[task.pk], bodies[task.pk])
        for task in tasks.only("number", "title", "due_on", "state", "position")
    ]


def _line(
    task: Task, parts: Sequence[Row], bodies: Sequence[tuple[str, str, bool]]
) -> dict[str, Any]:
    leads = _told(bodies, PartRole.LEAD) or _told(bodies, PartRole.RESPONSIBLE)
    asked = [] if leads else [unit for _, unit, is_asked in bodies if is_asked]
    return {
        "task_id": task.pk,
        "number": task.number,
        "title": task.title,
        "leads": leads,
        "asked": asked,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "parts": len(parts),
        "done": None if asked else sum("accepted" in row.sets for row in parts),
        "state": _state(task, parts, asked=bool(asked)),
    }


def _told(bodies: Iterable[tuple[str, str, bool]], role: PartRole) -> list[str]:
    return [unit for role_, unit, asked in bodies if role_ == role and not asked]


def _state(task: Task, parts: Sequence[Row], *, asked: bool) -> str:
    if task.state == TaskState.CLOSED:
        return CLOSED
    sets = [row.sets for row in parts]
    if any("accepted" in names for names in sets) and all(names & FINISHED for names in sets):
        return TO_CLOSE
    return ASKED if asked else UNDER_WAY
