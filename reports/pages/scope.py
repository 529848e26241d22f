"""Whose parts the overview speaks of, and the addresses at which its numbers open their rows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from indicators.models import Campaign
from reports.figures.sets import HANDED_OVER
from tasks.choices import TaskState
from tasks.models import Assignment, Task
from units.access import Seat
from units.ids import id_of

MINE, ALL = "mine", "all"
NO_CHAPTER = "none"
OUT = (TaskState.ISSUED, TaskState.CLOSED)
# What a number of tasks counts: name in the URL → (words, states).
TASKS: dict[str, tuple[str, tuple[TaskState, ...]]] = {
    "out": ("已交办任务", OUT),
    "closed": ("已销号任务", (TaskState.CLOSED,)),
    "issued": ("在办任务", (TaskState.ISSUED,)),
    "draft": ("待交办任务", (TaskState.DRAFT,)),
}


@dataclass(frozen=True)
class Scope:
    """The whole county, or the units a leader oversees (分管): `mine`."""

    seat: Seat
    mine: bool
    may_choose: bool

    @property
    def key(self) -> str:
        """The word in addresses."""
        return MINE if self.mine else ALL

    @property
    def label(self) -> str:
        """The word on pages."""
        return "我分管的单位" if self.mine else "全县"

    @property
    def unit_ids(self) -> QuerySet[Any] | None:
        """The ids of the units as a subquery; None for the whole county."""
        if not self.mine or self.seat.membership is None:
            return None
        return self.seat.membership.oversees.order_by().values("pk")

    @cached_property
    def _asked(self) -> str:
        return f"scope={self.key}&set=" if self.may_choose else "set="

    @cached_property
    def _parts(self) -> str:
        return f"{reverse('parts')}?{self._asked}"

    @cached_property
    def _tasks(self) -> str:
        return f"{reverse('task-rows')}?{self._asked}"

    def parts(self, name: str, *, unit: int | None = None, chapter: int | str | None = None) -> str:
        """Return the address of the parts in a set, of a unit, of a chapter."""
        of_unit = f"&unit={unit}" if unit is not None else ""
        return f"{self._parts}{name}{of_unit}{_chapter(chapter)}"

    def tasks(self, name: str, *, chapter: int | str | None = None) -> str:
        """Return the address of the tasks behind a number of TASKS."""
        return f"{self._tasks}{name}{_chapter(chapter)}"


def _chapter(chapter: int | str | None) -> str:
    return f"&chapter={chapter}" if chapter is not None else ""


def scope_of(seat: Seat, campaign: Campaign | None, asked: str) -> Scope:
    """Return the scope asked for; a leader who oversees units begins with these."""
    may = bool(seat.is_leader and getattr(campaign, "oversees", False))
    return Scope(seat, mine=may and asked != ALL, may_choose=may)


def part_rows(scope: Scope, campaign: Campaign | None) -> QuerySet[Assignment]:
    """Return the parts within the scope, from which a set is taken."""
    rows: QuerySet[Assignment] = Assignment.objects.visible_to(scope.seat)
    rows = rows.filter(campaign=campaign)
    return rows if scope.unit_ids is None else rows.filter(unit_id__in=scope.unit_ids)


def task_rows(scope: Scope, campaign: Campaign | None, name: str) -> QuerySet[Task]:
    """Return the tasks behind a number of TASKS."""
    rows: QuerySet[Task] = Task.objects.visible_to(scope.seat)
    rows = rows.filter(campaign=campaign, state__in=TASKS[name][1])
    if scope.unit_ids is None:
        return rows
    theirs = Assignment.objects.filter(HANDED_OVER, unit_id__in=scope.unit_ids)
    return rows.filter(pk__in=theirs.values("task_id"))


def of_chapter(text: str, field: str) -> Q:
    """Return the condition for a `chapter` of the address: an id, or what stands in no chapter."""
    if text == NO_CHAPTER:
        return Q(**{f"{field}__isnull": True})
    chapter_id = id_of(text)
    return Q(**{field: chapter_id}) if chapter_id else Q()
