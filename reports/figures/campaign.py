"""Where a bid stands: totals, by chapter, by unit and unit × chapter, from one grouped query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from indicators.models import Campaign
from reports.figures.counts import Counts, TaskCounts, counts_json, total
from reports.figures.sets import HANDED_OVER, SETS, Moment
from tasks.choices import TaskState
from tasks.models import Assignment
from units.choices import ASKED_ONLY
from units.clock import local_date

SUPPLEMENT = "补充任务"


@dataclass(frozen=True)
class Line:
    """The counts of one chapter or unit. `asked` marks 协助单位, never late nor scored.

    `plan` is the title of the plan a chapter stands in, "" for a unit and for what has no chapter.
    """

    id: int | None
    title: str
    counts: Counts
    asked: bool = False
    tasks: TaskCounts = field(default=TaskCounts())
    plan: str = ""


@dataclass(frozen=True)
class CampaignFigures:
    """All numbers of a bid as of one moment."""

    campaign_id: int
    as_of: datetime
    tasks: TaskCounts
    total: Counts
    chapters: tuple[Line, ...]
    units: tuple[Line, ...]
    # (unit id, chapter id or None) → counts
    cells: dict[tuple[int, int | None], Counts]

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON data: what a notice freezes and the API answers."""
        return {
            "campaign": self.campaign_id,
            "as_of": timezone.localtime(self.as_of).isoformat(),
            "tasks": self.tasks._asdict(),
            "total": counts_json(self.total),
            "chapters": [_line_json(line) for line in self.chapters],
            "units": [_line_json(line) for line in self.units],
        }


def campaign_figures(
    campaign: Campaign,
    *,
    as_of: datetime,
    unit_ids: Iterable[int] | None = None,
    moment: Moment | None = None,
) -> CampaignFigures:
    """Return the figures of a campaign; `unit_ids` (a list or a subquery) narrows them to units.

    Tasks are narrowed to those in which one of the units has a part. Two queries whatever the
    number of tasks, and those of `Moment.of` where no `moment` is given.
    """
    moment = moment or Moment.of(campaign.county_id, local_date(as_of))
    cells = _cells(campaign, moment, unit_ids)
    tasks = _tasks(campaign, unit_ids)
    by_chapter: dict[_Chapter, list[Counts]] = defaultdict(list)
    by_unit: dict[_Unit, list[Counts]] = defaultdict(list)
    for (unit, chapter), counts in cells.items():
        by_chapter[chapter].append(counts)
        by_unit[unit].append(counts)
    return CampaignFigures(
        campaign_id=campaign.pk,
        as_of=as_of,
        tasks=_together(tasks.values()),
        total=total(cells.values()),
        chapters=tuple(
            Line(
                key[-1],
                key[-2] or SUPPLEMENT,
                total(rows),
                tasks=tasks.get(key[-1], TaskCounts()),
                plan=key[2] or "",
            )
            for key, rows in sorted(by_chapter.items(), key=lambda row: _order(row[0]))
        ),
        units=tuple(
            Line(key[3], key[1], total(rows), asked=key[2] in ASKED_ONLY)
            for key, rows in sorted(by_unit.items(), key=lambda row: (row[0][0], row[0][3]))
        ),
        cells={(unit[3], chapter[-1]): counts for (unit, chapter), counts in cells.items()},
    )


def task_counts(campaign: Campaign) -> TaskCounts:
    """Return the tasks of a campaign by state; one query."""
    return _together(_tasks(campaign, None).values())


# position, short name, relation, id · year, version and title of the plan, position, title, id of
# the chapter (all None: no chapter)
_Unit = tuple[int, str, str, int]
_Chapter = tuple[Any, ...]
_UNIT = ("unit__position", "unit__short", "unit__relation", "unit_id")
_CHAPTER = ("plan__year", "plan__version", "plan__title", "position", "title", "id")


def _cells(
    campaign: Campaign, moment: Moment, unit_ids: Iterable[int] | None
) -> dict[tuple[_Unit, _Chapter], Counts]:
    rows = Assignment.objects.filter(HANDED_OVER, campaign=campaign)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    sums = {f"n_{name}": Count("pk", filter=SETS[name].where(moment)) for name in Counts._fields}
    keys = (*_UNIT, *(f"task__chapter__{name}" for name in _CHAPTER))
    grouped = rows.order_by().values_list(*keys).annotate(**sums)
    return {(row[:4], row[4:10]): Counts._make(row[10:]) for row in grouped}


def _tasks(campaign: Campaign, unit_ids: Iterable[int] | None) -> dict[int | None, TaskCounts]:
    """Return the tasks by state for each chapter id."""
    rows = campaign.tasks.order_by()
    if unit_ids is not None:
        theirs = Assignment.objects.filter(task_id=OuterRef("pk"), unit_id__in=unit_ids)
        rows = rows.filter(Exists(theirs.filter(HANDED_OVER)))
    names = {"draft": TaskState.DRAFT, "issued": TaskState.ISSUED, "closed": TaskState.CLOSED}
    sums = {f"n_{name}": Count("pk", filter=Q(state=state)) for name, state in names.items()}
    return {row[0]: TaskCounts(*row[1:]) for row in rows.values_list("chapter_id").annotate(**sums)}


def _together(rows: Iterable[TaskCounts]) -> TaskCounts:
    columns = list(zip(*rows, strict=True))
    return TaskCounts(*map(sum, columns)) if columns else TaskCounts()


def _order(chapter: _Chapter) -> tuple[bool, _Chapter]:
    """Sort what stands in no plan last."""
    return (chapter[-1] is None, chapter if chapter[-1] is not None else ())


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "plan": line.plan,
        "asked": line.asked,
        "counts": counts_json(line.counts),
    }
