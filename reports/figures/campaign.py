"""Where a bid stands: totals, by chapter, by unit and unit × chapter, from one grouped query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from indicators.models import Campaign
from reports.figures.sets import SETS, Moment
from tasks.choices import TaskState
from tasks.models import Assignment, PlanChapter
from units.choices import ASKED_ONLY
from units.clock import local_date
from units.models import Unit


@dataclass(frozen=True)
class Counts:
    """How many parts are in each set of `reports.figures.sets.SETS`."""

    parts: int = 0
    open: int = 0
    expected: int = 0
    done: int = 0
    on_time: int = 0
    accepted: int = 0
    overdue: int = 0
    due_soon: int = 0
    pending: int = 0
    submitted: int = 0
    returned: int = 0
    objected: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(_values(self), _values(other), strict=True)))

    @property
    def done_rate(self) -> float | None:
        """完成率 in percent, one decimal; None where nothing was expected."""
        return _percent(self.done, self.expected)

    @property
    def on_time_rate(self) -> float | None:
        """按时率 in percent, one decimal; None where nothing was expected."""
        return _percent(self.on_time, self.expected)


@dataclass(frozen=True)
class Line:
    """The counts of one chapter or unit. `asked` marks 协助单位, never late nor scored."""

    id: int | None
    title: str
    counts: Counts
    asked: bool = False


@dataclass(frozen=True)
class TaskCounts:
    """Tasks by lifecycle state."""

    draft: int = 0
    issued: int = 0
    closed: int = 0

    @property
    def handed_over(self) -> int:
        """Tasks that have gone out."""
        return self.issued + self.closed


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
        """Return plain JSON data: what a notice freezes and `figures.json` holds."""
        return {
            "campaign": self.campaign_id,
            "as_of": self.as_of.isoformat(),
            "tasks": asdict(self.tasks),
            "total": counts_json(self.total),
            "chapters": [_line_json(line) for line in self.chapters],
            "units": [_line_json(line) for line in self.units],
        }


def campaign_figures(
    campaign: Campaign, *, as_of: datetime, unit_ids: Iterable[int] | None = None
) -> CampaignFigures:
    """Return the figures of a campaign; `unit_ids` narrows them to those units (我分管的).

    Seven queries whatever the number of tasks.
    """
    moment = Moment.of(campaign.county_id, local_date(as_of))
    cells = _cells(campaign, moment, unit_ids)
    chapters = PlanChapter.objects.filter(
        plan__campaign=campaign, pk__in={chapter for _, chapter in cells if chapter}
    ).order_by("plan__year", "plan__version", "position")
    units = Unit.objects.filter(pk__in={unit for unit, _ in cells})
    by_chapter: dict[int | None, Counts] = defaultdict(Counts)
    by_unit: dict[int, Counts] = defaultdict(Counts)
    for (unit_id, chapter_id), counts in cells.items():
        by_chapter[chapter_id] += counts
        by_unit[unit_id] += counts
    lines = [Line(row.pk, row.title, by_chapter[row.pk]) for row in chapters]
    if None in by_chapter:
        lines.append(Line(None, "补充任务", by_chapter[None]))
    return CampaignFigures(
        campaign_id=campaign.pk,
        as_of=as_of,
        tasks=_task_counts(campaign),
        total=sum(cells.values(), Counts()),
        chapters=tuple(lines),
        units=tuple(
            Line(row.pk, row.short, by_unit[row.pk], row.relation in ASKED_ONLY) for row in units
        ),
        cells=cells,
    )


def counts_json(counts: Counts) -> dict[str, Any]:
    """Return the counts with their two rates."""
    return {
        **asdict(counts),
        "done_rate": counts.done_rate,
        "on_time_rate": counts.on_time_rate,
    }


def _cells(
    campaign: Campaign, moment: Moment, unit_ids: Iterable[int] | None
) -> dict[tuple[int, int | None], Counts]:
    rows = Assignment.objects.filter(campaign=campaign)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    sums = {f"n_{name}": Count("pk", filter=SETS[name].where(moment)) for name in _names()}
    grouped = rows.order_by().values_list("unit_id", "task__chapter_id").annotate(**sums)
    found = {(row[0], row[1]): Counts(*row[2:]) for row in grouped}
    return {key: counts for key, counts in found.items() if counts.parts}


def _task_counts(campaign: Campaign) -> TaskCounts:
    names = {"draft": TaskState.DRAFT, "issued": TaskState.ISSUED, "closed": TaskState.CLOSED}
    row = campaign.tasks.aggregate(
        **{name: Count("pk", filter=Q(state=state)) for name, state in names.items()}
    )
    return TaskCounts(**row)


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "asked": line.asked,
        "counts": counts_json(line.counts),
    }


def _names() -> list[str]:
    return [field.name for field in fields(Counts)]


def _values(counts: Counts) -> list[int]:
    return [getattr(counts, name) for name in _names()]


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
