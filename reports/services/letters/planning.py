"""交办 before anything is written: which letters handing the chosen tasks over would make."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q

from reports.choices import UNDER_WAY, LetterKind
from reports.correspondence import handover_kind, needs_consent
from reports.docx.snapshot import LetterSnapshot
from reports.letters.compose import compose
from reports.letters.wording import Wordings, propose
from reports.services.letters.building import Known, facts_for, known
from reports.services.letters.past_dates import past_tasks
from reports.services.settings.wording import wording_of
from tasks.choices import PartState
from tasks.models import Assignment, Task
from units.access import Seat
from units.models import Unit
from units.policies import county_of


@dataclass(frozen=True)
class Planned:
    """One letter that 交办 would draft."""

    unit: Unit
    kind: LetterKind
    parts: tuple[Assignment, ...]
    needs_consent: bool
    snapshot: LetterSnapshot


@dataclass(frozen=True)
class HandoverPlan:
    """What 交办 would do with the chosen tasks, and what stands in its way."""

    letters: tuple[Planned, ...]
    shared: Known
    wording: Wordings
    # Tasks that must get a date first, and tasks whose date has passed.
    undated: tuple[Task, ...]
    past: tuple[Task, ...]
    # Chosen tasks of which nothing goes out, and why, in Chinese.
    left_out: tuple[tuple[Task, str], ...]

    @property
    def parts(self) -> list[Assignment]:
        """The parts of all letters."""
        return [part for letter in self.letters for part in letter.parts]

    @property
    def needs_consent(self) -> bool:
        """Whether any of the letters goes to a town."""
        return any(letter.needs_consent for letter in self.letters)


def plan_handover(task_ids: Collection[int], *, seat: Seat, today: date) -> HandoverPlan:
    """Return the letters that handing these tasks over would make, one per unit."""
    parts = list(
        Assignment.objects.visible_to(seat)
        .filter(task_id__in=task_ids, state=PartState.DRAFT)
        .exclude(letter_items__letter__state__in=UNDER_WAY)
        .select_related("task__plan", "unit", "campaign")
        .order_by("unit__position", "unit_id", "task__position", "task_id")
    )
    county = county_of(seat)
    shared = known(county, {part.task_id for part in parts})
    wording = wording_of(county.pk)
    letters = []
    for _, group in groupby(parts, key=lambda part: part.unit_id):
        rows = tuple(group)
        unit = rows[0].unit
        kind = handover_kind(unit.relation)
        consent = needs_consent(kind, unit.relation)
        facts = facts_for(unit, rows, today=today, consent=consent, shared=shared)
        texts = propose(kind, facts, wording)
        letters.append(Planned(unit, kind, rows, consent, compose(kind, facts, texts)))
    return HandoverPlan(
        tuple(letters),
        shared,
        wording,
        tuple(_undated(parts)),
        tuple(past_tasks(parts, today)),
        tuple(_left_out(task_ids, parts, seat)),
    )


def _left_out(
    task_ids: Collection[int], parts: Iterable[Assignment], seat: Seat
) -> Iterator[tuple[Task, str]]:
    going = {part.task_id for part in parts}
    rows = Task.objects.visible_to(seat).filter(pk__in=task_ids).exclude(pk__in=going)
    for task in rows.annotate(
        drafts=Count("assignments", filter=Q(assignments__state=PartState.DRAFT)),
        others=Count("assignments", filter=~Q(assignments__state=PartState.CANCELLED)),
    ).order_by("position", "pk"):
        if task.drafts:
            why = "承办单位已列入在办的交办函"
        elif task.others:
            why = "承办单位都已交办"
        else:
            why = "还没有承办单位，请先到任务页增加"
        yield task, why


def _undated(parts: Iterable[Assignment]) -> list[Task]:
    found = {}
    for part in parts:
        task = part.task
        if not task.long_term and not (part.agreed_due_on or task.due_on):
            found[task.pk] = task
    return list(found.values())
