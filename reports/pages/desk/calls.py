"""催办清单: which unit to call today, who answers there, what is missing, what was said last."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery

from indicators.models import Campaign
from reports.figures.sets import SETS, Moment
from reports.models import LadderStep
from reports.pages.liaisons import liaisons
from tasks.choices import PartState
from tasks.models import Assignment, ContactNote
from tasks.querysets import definitions as is_
from units.choices import ASKED_ONLY


class CallPart(NamedTuple):
    """A part to ask for; `days` late, 0 where it came back a second time and is still in time."""

    pk: int
    task_id: int
    number: str
    title: str
    due_on: date
    state: str
    days: int
    overdue: bool


@dataclass
class Call:
    """One unit to call."""

    unit_id: int
    unit: str
    asked: bool
    body_id: int
    parts: list[CallPart] = field(default_factory=list)
    liaison: str = ""
    phone: str = ""
    note: ContactNote | None = None

    @property
    def late(self) -> int:
        """How many of its parts are 逾期."""
        return sum(part.overdue for part in self.parts)

    @property
    def days(self) -> int:
        """The longest time one of them is late, in workdays."""
        return max(part.days for part in self.parts)

    def broken(self, today: date) -> bool:
        """Return whether a promised day has passed."""
        return bool(self.note and self.note.promised_on and self.note.promised_on < today)


def to_call(county_id: int, moment: Moment) -> Q:
    """Return the condition on parts of the county that ask for a call.

    Overdue ones; those of bodies that are only asked once their date has passed (rule 2: a late
    answer is a line on the office's own call list); those returned as often as the ladder's step
    of a call says.
    """
    passed = Q(due_on__lte=moment.calendar.workday_before(moment.today))
    asked = Q(unit__relation__in=ASKED_ONLY, blocking=True) & is_.owed() & passed
    often = LadderStep.objects.calls_after_returns(county_id).values("offset")[:1]
    again = Q(state=PartState.RETURNED, return_count__gte=Subquery(often))
    return SETS["overdue"].where(moment) | asked | again


def call_list(campaign: Campaign, moment: Moment, *, unit_id: int | None = None) -> list[Call]:
    """Return the calls, first those nobody answered or whose promise has passed; three queries."""
    late = ExpressionWrapper(SETS["overdue"].where(moment), output_field=BooleanField())
    rows = Assignment.objects.filter(
        to_call(campaign.county_id, moment), campaign=campaign, due_on__isnull=False
    )
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    calls: dict[int, Call] = {}
    for (
        unit,
        short,
        relation,
        body,
        pk,
        task_id,
        number,
        title,
        due_on,
        state,
        overdue,
    ) in rows.order_by("unit__position", "unit_id", "due_on", "pk").values_list(
        "unit_id",
        "unit__short",
        "unit__relation",
        "unit__same_body_id",
        "pk",
        "task_id",
        "task__number",
        "task__title",
        "due_on",
        "state",
        late,
    ):
        call = calls.setdefault(unit, Call(unit, short, relation in ASKED_ONLY, body or unit))
        passed = moment.days_late(due_on)
        label = PartState(state).label
        call.parts.append(
            CallPart(pk, task_id, number, title, due_on, label, passed, bool(overdue))
        )
    _add_people(calls, moment.today)
    _add_notes(campaign, calls)
    return sorted(calls.values(), key=lambda call: _urgency(call, moment.today))


def _urgency(call: Call, today: date) -> tuple[int, int]:
    told = call.note is not None and not call.broken(today)
    return (int(told), -call.days)


def _add_people(calls: dict[int, Call], today: date) -> None:
    people = liaisons(((call.unit_id, call.body_id) for call in calls.values()), today)
    for call in calls.values():
        call.liaison, call.phone = people[call.unit_id]


def _add_notes(campaign: Campaign, calls: dict[int, Call]) -> None:
    # What was said about matters long done answers nothing here.
    asked = [part.pk for call in calls.values() for part in call.parts]
    newest = ContactNote.objects.filter(
        campaign=campaign, unit_id=OuterRef("unit_id"), assignments__in=asked
    )
    notes = ContactNote.objects.filter(
        campaign=campaign,
        unit_id__in=list(calls),
        pk=Subquery(newest.order_by("-day", "-pk").values("pk")[:1]),
    )
    for note in notes:
        calls[note.unit_id].note = note
