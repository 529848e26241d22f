"""What becomes of a letter of the ladder at its issue: its limit, and the parts that still belong."""

from datetime import date

from reports.choices import LetterKind, StepAnchor
from reports.models import LadderFiring, Letter, LetterHead
from tasks.choices import ExtensionState
from tasks.models import Extension
from units.calendar import calendar
from units.clock import local_date

SPANS = {
    LetterKind.PROMPT: "prompt_workdays",
    LetterKind.SUPERVISION: "supervision_workdays",
}


def span_of(head: LetterHead, kind: str) -> int:
    """Return how many workdays a letter of `kind` gives."""
    span: int = getattr(head, SPANS[LetterKind(kind)])
    return span


def limit_at_issue(letter: Letter, *, today: date) -> date | None:
    """Return the limit of a letter of the ladder that is issued today.

    A limit nobody has changed since the draft counts from the issue (starter ladder); any other
    letter keeps its own.
    """
    head = LetterHead.objects.filter(county_id=letter.county_id).first()
    if letter.drafted_by_id or head is None or letter.kind not in SPANS:
        return letter.answer_by
    span, days = span_of(head, letter.kind), calendar()
    unchanged = letter.answer_by == days.add(local_date(letter.drafted_at), span)
    return days.add(today, span) if unchanged else letter.answer_by


def drop_what_rests(letter: Letter) -> set[int]:
    """Return the part ids of a letter of the ladder that its step no longer holds for.

    A date in force that has moved past the day of the draft takes the part out (rule 10); parts
    drafted for their returns stay. An extension under review lets letters rest: its step is
    forgotten, so that it is owed again if the extension is refused.
    """
    fired = LadderFiring.objects.filter(letter=letter)
    moved = fired.exclude(step__anchor=StepAnchor.RETURNS).filter(
        assignment__due_on__gte=local_date(letter.drafted_at)
    )
    gone = set(moved.values_list("assignment_id", flat=True))
    resting = fired.filter(
        assignment__in=Extension.objects.filter(state=ExtensionState.ASKED).values("assignment")
    )
    gone |= set(resting.values_list("assignment_id", flat=True))
    resting.delete()
    return gone
