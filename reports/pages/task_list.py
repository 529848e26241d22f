"""The list of tasks: rows, tabs with counts, in a number of queries that rows do not change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from indicators.choices import Method
from reports.figures.sets import Moment
from reports.pages.history import words_of
from reports.pages.timing import OFF, Progress, Timing, progress, timing
from tasks.choices import PartRole, PartState, TaskState
from tasks.models import Assignment, Task, TaskEvent
from tasks.querysets import definitions as is_
from units.access import Seat

SORTS = {
    "number": ("position", "id"),
    "due": (F("next_due").asc(nulls_last=True), "position", "id"),
    "event": (F("last_event").desc(nulls_last=True), "position", "id"),
}
SHORT_METHODS = {"written": "书面", "onsite": "实地", "web": "网络", "satisfaction": "满意度"}
SHORT_METHODS |= {"interview": "座谈", "exam": "抽考"}
# What a line needs of a part; with all fields, reading them costs more than the query.
PART_FIELDS = (
    *("task_id", "role", "state", "long_term", "blocking"),
    *("due_on", "first_due_on", "first_handed_in_on", "accepted_on"),
    *("unit__short", "unit__relation"),
)
CODES = [code.value for code in Method]
# The methods of a task as one number: the sum of the bits of each.
BITS = {code: 1 << place for place, code in enumerate(CODES)}


@dataclass
class Row:
    """One line of the list."""

    task: Task
    leads: list[str]
    others: int
    progress: Progress
    timing: Timing
    due_on: date | None
    methods: list[tuple[str, str]]

    @property
    def lead_words(self) -> str:
        """县政府办、县司法局, or 县政府办等 3 个 when there are more than two."""
        if len(self.leads) > 2:
            return f"{self.leads[0]}等 {len(self.leads)} 个"
        return "、".join(self.leads) or "—"

    @property
    def last_word(self) -> str:
        """What was done last, annotated by `ordered`."""
        return words_of(getattr(self.task, "last_action", "") or "")


@dataclass(frozen=True)
class Tab:
    """A saved view over the list."""

    label: str
    params: str
    count: int


def tabs(tasks: QuerySet[Task], found: QuerySet[Task], moment: Moment) -> tuple[list[Tab], int]:
    """Return the views over `tasks` with how many each shows, and how many `found` are; one query.

    `found` are those of `tasks` that the filters leave.
    """
    sums = {
        "all": ("全部", "", Q()),
        "draft": ("待交办", "state=draft", Q(state=TaskState.DRAFT)),
        "late": ("逾期", "timeliness=late", _any(is_.overdue(moment.today, moment.calendar))),
        "soon": (
            "临期",
            "timeliness=soon",
            _any(is_.due_soon(moment.today, moment.calendar, moment.soon_workdays)),
        ),
        "returned": ("有退回", "timeliness=returned", _any(Q(state=PartState.RETURNED))),
        "submitted": ("待审核", "timeliness=submitted", _any(Q(state=PartState.SUBMITTED))),
        "closed": ("已销号", "state=closed", Q(state=TaskState.CLOSED)),
    }
    counts = tasks.order_by().aggregate(
        **{f"n_{name}": Count("pk", filter=where) for name, (_, _, where) in sums.items()},
        found=Count("pk", filter=Q(pk__in=found.order_by().values("pk"))),
    )
    views = [Tab(label, params, counts[f"n_{name}"]) for name, (label, params, _) in sums.items()]
    return views, counts["found"]


def _any(condition: Q) -> Q:
    return Q(Exists(Assignment.objects.filter(condition, task_id=OuterRef("pk"))))


def ordered(tasks: QuerySet[Task], sort: str) -> QuerySet[Task]:
    """Return the tasks with their next date and last event, in the order asked for."""
    parts = Assignment.objects.filter(is_.owed(), task_id=OuterRef("pk")).order_by()
    events = TaskEvent.objects.filter(task_id=OuterRef("pk")).order_by("-id")
    return (
        with_methods(tasks)
        .select_related("chapter")
        .annotate(
            next_due=Subquery(parts.values("task_id").annotate(d=Min("due_on")).values("d")),
            last_event=Subquery(events.values("id")[:1]),
            last_action=Subquery(events.values("action")[:1]),
            last_at=Subquery(events.values("at")[:1]),
        )
        .order_by(*SORTS.get(sort, SORTS["number"]))
    )


def rows(tasks: Iterable[Task], seat: Seat, moment: Moment) -> list[Row]:
    """Return the lines for one page of tasks that went through `with_methods`; one query more."""
    listed = list(tasks)
    ids = [task.pk for task in listed]
    parts: dict[int, list[Assignment]] = defaultdict(list)
    visible = Assignment.objects.visible_to(seat).filter(task_id__in=ids)
    counted = visible.exclude(state=PartState.CANCELLED).select_related("unit").only(*PART_FIELDS)
    for part in counted:
        parts[part.task_id].append(part)
    return [_row(task, parts[task.pk], moment) for task in listed]


def _row(task: Task, parts: list[Assignment], moment: Moment) -> Row:
    leads = [part.unit.short for part in parts if part.role == PartRole.LEAD]
    timings = [timing(part, moment) for part in parts if part.state not in OFF]
    return Row(
        task=task,
        leads=leads,
        others=len(parts) - len(leads),
        progress=progress(timings),
        timing=_of_task(task, timings),
        due_on=_next_due(task, parts),
        methods=[
            (code, SHORT_METHODS[code])
            for code in CODES
            if getattr(task, "method_bits", 0) & BITS[code]
        ],
    )


def _of_task(task: Task, timings: list[Timing]) -> Timing:
    """The most urgent of its parts speaks for the task."""
    if task.state == TaskState.CLOSED:
        return Timing("done", "已销号")
    if task.state in (TaskState.DRAFT, TaskState.CANCELLED):
        return Timing("hold", "未交办" if task.state == TaskState.DRAFT else "已取消")
    found = min(timings, key=lambda t: t.urgency, default=Timing("hold", "—"))
    return Timing("done", "可销号") if found.kind == "done" else found


def _next_due(task: Task, parts: list[Assignment]) -> date | None:
    owed = [p.due_on for p in parts if p.due_on and p.state not in OFF and not p.accepted_on]
    return min(owed, default=task.due_on)


def with_methods(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Return the tasks with how their indicators are looked at; no query of its own."""
    links = Task.indicators.through.objects.filter(task_id=OuterRef("pk")).order_by()
    cases = (When(indicator__methods__method=code, then=bit) for code, bit in BITS.items())
    bits = Sum(Case(*cases, default=0), distinct=True)
    # The stubs lose the annotation of a through model.
    marked = links.values("task_id").annotate(bits=bits).values("bits")  # type: ignore[misc]
    # Not EXISTS: PostgreSQL would hash the links of all counties, to look at 50 tasks of one.
    return tasks.annotate(method_bits=Coalesce(Subquery(marked), 0))
