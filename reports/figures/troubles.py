"""What may need a leader: parts that are late or whose unit disputes the task, from one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from indicators.models import Campaign
from reports.choices import ItemOutcome, LetterKind, LetterState
from reports.figures.sets import SETS, Moment
from reports.models import LetterItem
from tasks.models import Assignment

# More than this many workdays late is a matter for coordination even without a letter.
LONG_WORKDAYS = 20


@dataclass(frozen=True)
class Trouble:
    """A late or disputed part; `prompted` is a 提示函 whose own limit has passed."""

    task_id: int
    number: str
    title: str
    unit: str
    days_late: int
    late: bool
    objected: bool
    supervised: bool
    prompted: bool

    @property
    def reason(self) -> str:
        """Why it needs coordination; "" where it does not."""
        if self.late and self.supervised:
            return "已发督办函，仍未完成"
        if self.objected:
            return "对分工有不同意见，待明确承办单位"
        if self.late and self.prompted:
            return "提示函限期已过，仍未完成"
        if self.late and self.days_late > LONG_WORKDAYS:
            return f"逾期超过 {LONG_WORKDAYS} 个工作日"
        return ""


def troubles(
    campaign: Campaign, moment: Moment, *, unit_ids: Iterable[int] | None = None
) -> tuple[Trouble, ...]:
    """Return late and disputed parts in the order of tasks, then of bodies; one query."""
    late, objected = SETS["overdue"].where(moment), SETS["objected"].where(moment)
    letters = LetterItem.objects.filter(
        assignment_id=OuterRef("pk"),
        outcome=ItemOutcome.INCLUDED,
        letter__state=LetterState.ISSUED,
        letter__issued_on__gt=OuterRef("due_on"),
    )
    supervised = letters.filter(letter__kind=LetterKind.SUPERVISION)
    prompted = letters.filter(letter__kind=LetterKind.PROMPT, letter__answer_by__lt=moment.today)
    rows = Assignment.objects.filter(late | objected, campaign=campaign)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    found = rows.order_by("task__position", "task_id", "unit__position", "unit_id").values_list(
        "task_id",
        "task__number",
        "task__title",
        "unit__short",
        "due_on",
        _flag(late),
        _flag(objected),
        Exists(supervised),
        Exists(prompted),
    )
    return tuple(
        Trouble(
            task_id,
            number,
            title,
            unit,
            moment.days_late(due_on) if is_late else 0,
            bool(is_late),
            bool(is_objected),
            bool(is_supervised),
            bool(is_prompted),
        )
        for (
            task_id,
            number,
            title,
            unit,
            due_on,
            is_late,
            is_objected,
            is_supervised,
            is_prompted,
        ) in found
    )


def _flag(condition: Q) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(condition, output_field=BooleanField())
