"""What the ladder would have sent: looked at before it is switched on.

Told from the facts that the rows of parts keep: issue, date in force, first hand-in, calls. Returns
and the letters that a person would have issued are not made up, so steps that count from them are
left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from indicators.models import Campaign
from reports.choices import StepAction
from reports.ladder import Ladder, Owed, PartFacts
from reports.services.ladder.reading import steps_of
from tasks.choices import PartState
from tasks.models import Assignment, ContactNote
from tasks.querysets import definitions as is_
from units.calendar import calendar

DAYS = 30
NEVER = (PartState.DRAFT, PartState.CANCELLED, PartState.RELEASED, PartState.SUSPENDED)


@dataclass(frozen=True)
class Day:
    """One workday: how many units are reminded of how many parts, letters drafted."""

    day: date
    units: int
    parts: int
    prompts: int


@dataclass(frozen=True)
class Simulation:
    """The workdays on which something would have gone out, and how often each step fired."""

    first: date
    last: date
    days: tuple[Day, ...]
    by_step: dict[int, int]

    @property
    def units(self) -> int:
        """How many reminders units would have got, one per unit and day."""
        return sum(day.units for day in self.days)

    @property
    def prompts(self) -> int:
        """How many 提示函 would have been drafted."""
        return sum(day.prompts for day in self.days)


@dataclass
class _Past:
    """A part as it stood until its first hand-in."""

    facts: PartFacts
    unit_id: int
    handed_in_on: date | None
    called_on: tuple[date, ...]


def simulate(campaign: Campaign, *, today: date, days: int = DAYS) -> Simulation:
    """Return what the ladder would have fired on the `days` days before `today`; three reads."""
    first = today - timedelta(days=days)
    works = calendar()
    steps = steps_of(campaign)
    parts = list(_parts(campaign, first, today))
    found: list[Day] = []
    by_step: Counter[int] = Counter()
    # The workday before is played too, so that what came due earlier is not counted as caught up.
    day = works.workday_before(first)
    while day < today:
        ladder = Ladder(steps, today=day, calendar=works)
        fired = _play(ladder, parts, day)
        if day >= first and fired:
            found.append(_counted(day, fired))
            by_step.update(owed.step.id for _, owed in fired)
        day += timedelta(days=1)
    return Simulation(first, today - timedelta(days=1), tuple(found), dict(by_step))


def _parts(campaign: Campaign, first: date, today: date) -> Iterator[_Past]:
    called: dict[int, list[date]] = defaultdict(list)
    notes = ContactNote.objects.filter(campaign=campaign).order_by("day")
    for part_id, day in notes.values_list("assignments", "day"):
        called[part_id].append(day)
    rows = (
        Assignment.objects.filter(is_.counted(), campaign=campaign, long_term=False)
        .filter(issued_on__lt=today, due_on__isnull=False)
        .exclude(state__in=NEVER)
        .exclude(first_handed_in_on__lt=first - timedelta(days=10))
        .order_by("unit__position", "unit_id", "id")
        .values_list("id", "unit_id", "issued_on", "due_on", "first_due_on", "first_handed_in_on")
    )
    for pk, unit_id, issued_on, due_on, first_due_on, handed_in_on in rows:
        facts = PartFacts(id=pk, due_on=first_due_on or due_on, issued_on=issued_on)
        yield _Past(facts, unit_id, handed_in_on, tuple(called[pk]))


def _play(ladder: Ladder, parts: list[_Past], day: date) -> list[tuple[int, Owed]]:
    """Return what fires on the day as (unit id, what), and note it in the parts."""
    fired = []
    for part in parts if ladder.works else ():
        facts = part.facts
        if facts.issued_on >= day or (part.handed_in_on and part.handed_in_on < day):
            continue
        contacted = any(facts.due_on <= call <= day for call in part.called_on)
        owed = ladder.owed(replace(facts, contacted=contacted))
        if owed:
            keys = {(row.step.id, row.anchor) for row in owed}
            part.facts = replace(facts, fired=facts.fired | keys)
            fired += [(part.unit_id, row) for row in owed if not row.superseded]
    return fired


def _counted(day: date, fired: list[tuple[int, Owed]]) -> Day:
    reminded = [unit for unit, owed in fired if owed.step.action == StepAction.REMIND]
    prompted = {unit for unit, owed in fired if owed.step.action == StepAction.PROMPT}
    return Day(day, len(set(reminded)), len(reminded), len(prompted))
