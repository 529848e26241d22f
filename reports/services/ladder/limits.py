"""What becomes of a 提示函 or 督办函 until it is signed: its limit, and the parts that rest (rule 10)."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from reports.choices import LetterKind, StepAnchor
from reports.models import LadderFiring, Letter, LetterHead
from tasks.choices import ExtensionState
from tasks.models import Assignment, Extension, TaskEvent
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


def limit_as_of(letter: Letter, *, today: date) -> date | None:
    """Return the limit of a letter of the ladder that is sent for signature today.

    A limit nobody has changed since the draft counts from the sending (starter ladder); any other
    letter keeps its own.
    """
    head = LetterHead.objects.filter(county_id=letter.county_id).first()
    if letter.drafted_by_id or head is None or letter.kind not in SPANS:
        return letter.answer_by
    span, days = span_of(head, letter.kind), calendar()
    first = letter.limit_counted_from or local_date(letter.drafted_at)
    unchanged = letter.answer_by == days.add(first, span)
    return days.add(today, span) if unchanged else letter.answer_by


def resting(letter: Letter) -> dict[int, str]:
    """Return why parts of a 提示函 or 督办函 do not go out with it, by part id.

    Who drafted it does not matter. A date in force set anew since the draft, and not passed then,
    takes the part out; parts that the ladder drafted for their returns stay. An extension under
    review lets letters rest. Letters of other kinds let nothing rest.
    """
    if letter.kind not in SPANS:
        return {}
    fired = LadderFiring.objects.filter(letter=letter)
    for_returns = fired.filter(step__anchor=StepAnchor.RETURNS).values("assignment")
    parts = Assignment.objects.filter(letter_items__letter=letter)
    moved = parts.filter(
        pk__in=TaskEvent.objects.setting_dates()
        .filter(at__gt=letter.drafted_at)
        .values("assignment"),
        due_on__gte=local_date(letter.drafted_at),
    ).exclude(pk__in=for_returns)
    asked = parts.filter(pk__in=_more_time_asked())
    return dict.fromkeys(moved.values_list("pk", flat=True), "时限已另行确定") | dict.fromkeys(
        asked.values_list("pk", flat=True), "延期申请正在审核"
    )


def forget_resting(letter: Letter) -> None:
    """Forget the step that drafted the letter for parts whose extension is under review.

    It is owed again if the extension is refused.
    """
    LadderFiring.objects.filter(letter=letter, assignment__in=_more_time_asked()).delete()


def _more_time_asked() -> QuerySet[Extension, Any]:
    return Extension.objects.filter(state=ExtensionState.ASKED).values("assignment")
