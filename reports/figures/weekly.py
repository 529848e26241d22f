"""每周调度: what each leading unit has due this week and next, late, and waiting for review."""

from dataclasses import dataclass, field

from django.db.models import BooleanField, ExpressionWrapper

from indicators.models import Campaign
from reports.figures.late import READ, PartFact, fact_of
from reports.figures.sets import SETS, WEEKS, Moment
from tasks.models import Assignment

# Column of the sheet: the set that it counts.
COUNTED = {
    "this_week": WEEKS["week-1"],
    "next_week": WEEKS["week-2"],
    "overdue": SETS["overdue"],
    "waiting": SETS["submitted"],
}
NAMES = {"this_week": "本周到期", "next_week": "下周到期", "overdue": "逾期", "waiting": "待审核"}


@dataclass
class WeekLine:
    """One unit that answers to the office, with the parts that answer to it.

    `urgent` are the facts of what is late, then of what is due this week.
    """

    unit_id: int
    unit: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    urgent: list[PartFact] = field(default_factory=list)


def week_lines(campaign: Campaign, moment: Moment) -> list[WeekLine]:
    """Return the units in the order of bodies; one query.

    The columns add up to what dashboard and desk count at the same moment. A part that answers to
    a lead stands with that lead (rule 6).
    """
    wanted = {name: row.where(moment) for name, row in COUNTED.items()}
    any_of = wanted["this_week"] | wanted["next_week"] | wanted["overdue"] | wanted["waiting"]
    flags = {
        f"is_{name}": ExpressionWrapper(where, output_field=BooleanField())
        for name, where in wanted.items()
    }
    lead = ("answers_to__unit__short", "answers_to__unit__position")
    parts = (
        Assignment.objects.filter(any_of, campaign=campaign)
        .annotate(**flags)
        .select_related("task", "unit", "answers_to__unit")
        .only(*READ, "unit__position", "answers_to__unit_id", *lead)
        .order_by("due_on", "task__position", "pk")
    )
    lines: dict[int, WeekLine] = {}
    places: dict[int, tuple[int, int]] = {}
    late: dict[int, list[PartFact]] = {}
    for part in parts:
        unit = part.answers_to.unit if part.answers_to else part.unit
        line = lines.setdefault(unit.pk, WeekLine(unit.pk, unit.short))
        places[unit.pk] = (unit.position, unit.pk)
        for name in COUNTED:
            line.counts[name] += bool(getattr(part, f"is_{name}"))
        if part.is_overdue:
            late.setdefault(unit.pk, []).append(fact_of(part, moment))
        elif part.is_this_week:
            line.urgent.append(fact_of(part, moment, late=False))
    for unit_id, facts in late.items():
        lines[unit_id].urgent[:0] = facts
    return sorted(lines.values(), key=lambda line: places[line.unit_id])
