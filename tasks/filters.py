"""Filters of tasks, parts and plans: the same names on pages and in the API."""

from datetime import date
from typing import Any, Protocol

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django_filters.fields import ModelChoiceField
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from indicators.choices import Method
from tasks.choices import PartRole, PartState, TaskKind, TaskState
from tasks.models import Assignment, Plan, PlanChapter, Task, WorkRules
from tasks.querysets import definitions as is_
from units.calendar import calendar
from units.clock import today
from units.filters import county_id_of, units_of
from units.ids import LARGEST
from units.models import Unit
from units.workdays import Calendar

TIMELINESS = (
    ("late", "逾期"),
    ("soon", "临近到期"),
    ("ok", "正常"),
    ("returned", "有退回"),
    ("submitted", "待审核"),
    ("done", "已办结"),
)


def _chapters(request: HttpRequest | None) -> QuerySet[PlanChapter]:
    rows = PlanChapter.objects.filter(plan__campaign__county_id=county_id_of(request))
    current = Plan.objects.filter(campaign=OuterRef("plan__campaign"), state="current")
    beside = current.order_by().values("campaign").annotate(n=Count("pk")).values("n")
    rows = rows.filter(plan__campaign__active=True, plan__state="current")
    return rows.select_related("plan").annotate(plans=Subquery(beside))


class ChapterField(ModelChoiceField):
    """Chapters; where several plans are in force, each says whose it is."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the chapter's words, with the plan's year and title if there are others."""
        return (
            f"{obj.title}（{obj.plan.year}年《{obj.plan.title}》）" if obj.plans > 1 else obj.title
        )


class ChapterFilter(django_filters.ModelChoiceFilter):
    """章."""

    field_class = ChapterField


class Known(Protocol):
    """What a page has read already: day, calendar and rules (`reports.figures.sets.Moment`)."""

    @property
    def today(self) -> date:
        """The day."""

    @property
    def calendar(self) -> Calendar:
        """The workdays."""

    @property
    def soon_workdays(self) -> int:
        """What counts as due soon."""


def parts_that_are(kind: str, request: HttpRequest | None) -> Q:
    """Return the condition on parts behind a word of TIMELINESS, as of today.

    `request.moment` spares reading calendar and rules again.
    """
    if kind in ("returned", "submitted"):
        return Q(state=kind)
    if kind == "done":
        return is_.done()
    known: Known | None = getattr(request, "moment", None)
    days, day = (known.calendar, known.today) if known else (calendar(), today())
    late = is_.overdue(day, days)
    if kind == "late":
        return late
    ahead = known or WorkRules.of(county_id_of(request))
    soon = is_.due_soon(day, days, ahead.soon_workdays)
    return soon if kind == "soon" else is_.owed() & ~late & ~soon


class TaskFilter(django_filters.FilterSet):
    """状态, 时效, 单位, 章, 测评方式, 来源, 文字."""

    q = django_filters.CharFilter(label="文字", method="by_text", max_length=100)
    state = django_filters.ChoiceFilter(
        label="状态", choices=TaskState.choices, empty_label="全部状态"
    )
    timeliness = django_filters.ChoiceFilter(
        label="时效", choices=TIMELINESS, empty_label="全部", method="by_timeliness"
    )
    unit = django_filters.ModelChoiceFilter(
        label="单位", queryset=units_of, empty_label="全部单位", method="by_unit"
    )
    chapter = ChapterFilter(label="章", queryset=_chapters, empty_label="全部章节")
    method = django_filters.ChoiceFilter(
        label="测评方式", choices=Method.choices, empty_label="不限", method="by_method"
    )
    kind = django_filters.ChoiceFilter(label="来源", choices=TaskKind.choices, empty_label="不限")

    class Meta:
        model = Task
        fields = ("state", "timeliness", "unit", "chapter", "method", "kind", "q")

    def _having(self, rows: QuerySet[Task], condition: Q) -> QuerySet[Task]:
        parts = Assignment.objects.filter(condition, task_id=OuterRef("pk"))
        return rows.filter(Exists(parts.visible_to(self.request.seat)))

    def by_text(self, rows: QuerySet[Task], _: str, text: str) -> QuerySet[Task]:
        """Number, title, requirement or a unit's name contains the words."""
        units = Assignment.objects.filter(
            Q(unit__name__icontains=text) | Q(unit__short__icontains=text),
            task_id=OuterRef("pk"),
        ).exclude(state=PartState.CANCELLED)
        return rows.filter(
            Q(number__icontains=text)
            | Q(title__icontains=text)
            | Q(requirement__icontains=text)
            | Exists(units.visible_to(self.request.seat))
        )

    def by_timeliness(self, rows: QuerySet[Task], _: str, kind: str) -> QuerySet[Task]:
        """At least one part stands so today."""
        return self._having(rows, parts_that_are(kind, self.request))

    @extend_schema_field(OpenApiTypes.INT)
    def by_unit(self, rows: QuerySet[Task], _: str, unit: Unit) -> QuerySet[Task]:
        """The unit has a part that is not cancelled."""
        return self._having(rows, Q(unit=unit) & ~Q(state=PartState.CANCELLED))

    def by_method(self, rows: QuerySet[Task], _: str, method: str) -> QuerySet[Task]:
        """One of the task's indicators is looked at so."""
        return rows.filter(
            Exists(
                Task.indicators.through.objects.filter(
                    task_id=OuterRef("pk"), indicator__methods__method=method
                )
            )
        )


class PartFilter(django_filters.FilterSet):
    """状态, 时效, 单位, 章, 测评方式, 角色, 任务, 文字."""

    q = django_filters.CharFilter(label="文字", field_name="task__title", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label="状态", choices=PartState.choices)
    timeliness = django_filters.ChoiceFilter(
        label="时效", choices=TIMELINESS, method="by_timeliness"
    )
    unit = django_filters.ModelChoiceFilter(label="单位", queryset=units_of)
    chapter = ChapterFilter(label="章", queryset=_chapters, field_name="task__chapter")
    method = django_filters.ChoiceFilter(
        label="测评方式", choices=Method.choices, method="by_method"
    )
    role = django_filters.ChoiceFilter(label="角色", choices=PartRole.choices)
    task = django_filters.NumberFilter(
        label="任务", field_name="task_id", min_value=1, max_value=LARGEST
    )

    class Meta:
        model = Assignment
        fields = ("state", "timeliness", "unit", "chapter", "method", "q", "role", "task")

    def by_timeliness(self, rows: QuerySet[Any], _: str, kind: str) -> QuerySet[Any]:
        """The part stands so today."""
        return rows.filter(parts_that_are(kind, self.request))

    def by_method(self, rows: QuerySet[Any], _: str, method: str) -> QuerySet[Any]:
        """One of the task's indicators is looked at so."""
        return rows.filter(
            Exists(
                Task.indicators.through.objects.filter(
                    task_id=OuterRef("task_id"), indicator__methods__method=method
                )
            )
        )


class PlanFilter(django_filters.FilterSet):
    """年度, 状态."""

    class Meta:
        model = Plan
        fields = ("year", "state")
