"""The late list: facts of parts, in the order of bodies, frozen with a notice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.figures.sets import SETS, Moment
from tasks.choices import PartRole, PartState
from tasks.models import Assignment
from tasks.querysets.assignment import AssignmentQuerySet

# Looked up thousands of times in a ledger, where get_…_display would build them anew each time.
ROLE_WORDS = dict(PartRole.choices)
STATE_WORDS = dict(PartState.choices)


@dataclass(frozen=True)
class PartFact:
    """What is said of one part: no names of persons, no text of submissions (rule 4)."""

    part_id: int
    task_id: int
    task_number: str
    task_title: str
    unit_id: int
    unit: str
    role: str
    state: str
    due_on: date | None
    days_late: int
    handed_in_on: date | None

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON data."""
        days = {name: getattr(self, name) for name in ("due_on", "handed_in_on")}
        return vars(self) | {k: v.isoformat() if v else None for k, v in days.items()}


# All that a fact is read from; the long texts of tasks stay in the database.
READ = (
    *("task_id", "unit_id", "word", "role", "state", "due_on", "handed_in_on"),
    *("task__number", "task__title", "unit__short"),
)


def part_facts(parts: AssignmentQuerySet, moment: Moment) -> tuple[PartFact, ...]:
    """Return the facts of `parts` in the order of bodies, then of tasks; one query."""
    rows = (
        parts.select_related("task", "unit")
        .only(*READ)
        .order_by("unit__position", "unit_id", "task__position", "task_id")
    )
    return tuple(fact_of(row, moment) for row in rows)


def late_facts(campaign_id: int, moment: Moment) -> tuple[PartFact, ...]:
    """Return the facts of all overdue parts of a campaign."""
    late = Assignment.objects.filter(SETS["overdue"].where(moment), campaign_id=campaign_id)
    return part_facts(late, moment)


def fact_of(row: Assignment, moment: Moment, *, late: bool = True) -> PartFact:
    """Return the fact of a part with task and unit loaded; `late=False` counts no days."""
    days = moment.days_late(row.due_on) if late and row.due_on else 0
    return PartFact(
        part_id=row.pk,
        task_id=row.task_id,
        task_number=row.task.number,
        task_title=row.task.title,
        unit_id=row.unit_id,
        unit=row.unit.short,
        role=row.word or ROLE_WORDS[row.role],
        state=STATE_WORDS[row.state],
        due_on=row.due_on,
        days_late=days,
        handed_in_on=row.handed_in_on,
    )
