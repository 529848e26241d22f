"""Documents on the way: to check, to sign, to number; and objections before a 通报."""

from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from indicators.models import Campaign
from reports.choices import UNDER_WAY, LetterKind, LetterState
from reports.models import Letter, NoticeCheck
from tasks.choices import PartState, TaskState
from tasks.models import Assignment
from units.access import Seat

SHOWN = 6
# What comes first on whose desk.
HEAD = (LetterState.FOR_SIGNATURE, LetterState.CHECKED, LetterState.DRAFT, LetterState.SIGNED)
CLERK = (LetterState.SIGNED, LetterState.DRAFT, LetterState.CHECKED, LetterState.FOR_SIGNATURE)


@dataclass(frozen=True)
class LettersAtHand:
    """The first few documents and how many wait in each state."""

    rows: list[Letter]
    drafts: int
    to_sign: int
    to_issue: int

    @property
    def total(self) -> int:
        """All documents on the way."""
        return self.drafts + self.to_sign + self.to_issue


def letters_at_hand(seat: Seat) -> LettersAtHand:
    """Return the documents that wait for somebody of the office; two queries."""
    open_: QuerySet[Letter] = Letter.objects.visible_to(seat).filter(state__in=HEAD)
    open_ = open_.exclude(kind=LetterKind.REMINDER)
    counts = dict(open_.order_by().values_list("state").annotate(n=Count("pk")))
    order = HEAD if seat.is_office_head else CLERK
    place = Case(
        *(When(state=state, then=Value(n)) for n, state in enumerate(order)),
        output_field=IntegerField(),
    )
    rows = open_.select_related("unit").order_by(place, "pk")[:SHOWN]
    return LettersAtHand(
        rows=list(rows),
        drafts=counts.get(LetterState.DRAFT, 0) + counts.get(LetterState.CHECKED, 0),
        to_sign=counts.get(LetterState.FOR_SIGNATURE, 0),
        to_issue=counts.get(LetterState.SIGNED, 0),
    )


def tasks_in_letters(campaign: Campaign) -> int:
    """Return how many draft tasks need no further letter: all their parts stand in drafts."""
    parts = Assignment.objects.filter(task_id=OuterRef("pk"), state=PartState.DRAFT)
    written = Q(letter_items__letter__state__in=UNDER_WAY)
    drafts = campaign.tasks.filter(Exists(parts), state=TaskState.DRAFT)
    return drafts.exclude(Exists(parts.exclude(written))).count()


def objections_to_settle(seat: Seat) -> list[NoticeCheck]:
    """Return 通报前核对 answers that object and were not settled; one query."""
    return list(
        NoticeCheck.objects.to_settle(seat).select_related("unit", "notice").order_by("answered_at")
    )
