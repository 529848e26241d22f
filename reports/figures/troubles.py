"""What may need a leader: parts that are late or whose unit disputes the task, from one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    SmallIntegerField,
    Subquery,
)
from django.db.models.expressions import CombinedExpression

from indicators.models import Campaign
from reports.choices import ItemOutcome, LetterKind, LetterState
from reports.figures.sets import SETS, Moment
from reports.models import LadderStep, LetterHead, LetterItem
from tasks.models import Assignment


@dataclass(frozen=True)
class Trouble:
    """A late or disputed part; `prompted` is a 提示函 whose own limit has passed.

    More than `long_workdays` late is a matter for coordination even without a letter; None where
    the county has no ladder.
    """

    task_id: int
    number: str
    title: str
    unit: str
    days_late: int
    late: bool
    objected: bool
    supervised: bool
    prompted: bool
    long_workdays: int | None = None

    @property
    def reason(self) -> str:
        """Why it needs coordination; "" where it does not."""
        if self.late and self.supervised:
            return "已发督办函，仍未完成"
        if self.objected:
            return "对分工有不同意见，待明确承办单位"
        if self.late and self.prompted:
            return "提示函限期已过，仍未完成"
        if self.late and self.long_workdays and self.days_late > self.long_workdays:
            return f"逾期超过 {self.long_workdays} 个工作日"
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
        _long_workdays(campaign.county_id),
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
            long_workdays,
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
            long_workdays,
        ) in found
    )


def _long_workdays(county_id: int) -> CombinedExpression:
    """Return the workdays after which a 督办函 is proposed, had every letter gone out on its day.

    The step of the 提示函, the time it gives, and the step of the 督办函 after that (starter ladder:
    5 + 5 + 5); read within the query of the parts.
    """
    steps = LadderStep.objects
    prompt = Subquery(steps.prompts(county_id).values("offset")[:1])
    given = LetterHead.objects.filter(county_id=county_id).values("prompt_workdays")[:1]
    supervise = Subquery(steps.supervises(county_id).values("offset")[:1])
    return prompt + Subquery(given, output_field=SmallIntegerField()) + supervise


def _flag(condition: Q) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(condition, output_field=BooleanField())
