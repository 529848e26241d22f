"""Every part of a bid with the sets it is in, as of a moment: what a frozen number opens."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper

from reports.figures.late import READ, PartFact, fact_of
from reports.figures.sets import HANDED_OVER, SETS, Moment
from tasks.models import Assignment


@dataclass(frozen=True)
class Row:
    """A part: what is said of it, its chapter, and the names of its sets."""

    fact: PartFact
    chapter_id: int | None
    closed: bool
    sets: frozenset[str]

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON data."""
        return {**self.fact.as_json(), "chapter_id": self.chapter_id, "sets": sorted(self.sets)}


def rows_of(campaign_id: int, moment: Moment) -> tuple[Row, ...]:
    """Return the handed-over parts of a campaign in the order of bodies, then of tasks; one query.

    Each number of `campaign_figures` at the same moment is the count of the rows in its set.
    """
    flags = {
        f"in_{name}": ExpressionWrapper(row.where(moment), output_field=BooleanField())
        for name, row in SETS.items()
    }
    parts = (
        Assignment.objects.filter(HANDED_OVER, campaign_id=campaign_id)
        .annotate(**flags)
        .select_related("task", "unit")
        .only(*READ, "task__chapter_id", "task__closed_on")
        .order_by("unit__position", "unit_id", "task__position", "task_id")
    )
    return tuple(
        Row(
            fact=fact_of(part, moment, late=part.in_overdue),
            chapter_id=part.task.chapter_id,
            closed=part.task.closed_on is not None,
            sets=frozenset(name for name in SETS if getattr(part, f"in_{name}")),
        )
        for part in parts
    )
