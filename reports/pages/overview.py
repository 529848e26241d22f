"""创建总览: figures of one moment as tiles, grid and chart data, each number with its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from indicators.models import Campaign
from reports.figures.campaign import CampaignFigures, Line, campaign_figures
from reports.figures.counts import Counts, percent
from reports.figures.sets import Moment
from reports.figures.trend import Point, trend
from reports.figures.troubles import troubles
from reports.figures.weeks import Week, next_weeks
from reports.pages.grid import NO_PLAN, Grid, grid
from reports.pages.matters import SHOWN_TASKS, Matter, coordination, late_tasks
from reports.pages.scope import NO_CHAPTER, Scope
from units.day_words import short_day_cn

# Under a grid of few units there is room for more late tasks than beside a long one.
SHORT_GRID = 10
SHOWN_BESIDE_SHORT_GRID = 6
ROOMY_CHAPTERS = 11


@dataclass(frozen=True)
class Number:
    """A number as a page shows it, with the address of its rows ("" where there are none)."""

    value: object
    url: str = ""


@dataclass(frozen=True)
class Tile:
    """One of the big numbers: `of` is the whole it is a part of, `notes` stand below."""

    label: str
    number: Number
    unit: str = "项"
    of: Number | None = None
    notes: tuple[tuple[str, Number], ...] = ()
    tone: str = "plain"


@dataclass(frozen=True)
class ChapterRow:
    """A line of 各章数据."""

    line: Line
    no: str
    name: str
    url: str
    tasks: Number
    closed: Number
    numbers: tuple[tuple[str, str, Number], ...]


@dataclass(frozen=True)
class PlanRows:
    """The chapters of one plan; `title` is "" where the page shows one plan only."""

    title: str
    chapters: tuple[ChapterRow, ...]


@dataclass(frozen=True)
class WeekRow:
    """A week with its address."""

    week: Week
    url: str


@dataclass(frozen=True)
class Overview:
    """All that the page shows."""

    scope: Scope
    figures: CampaignFigures
    tiles: tuple[Tile, ...]
    chapters: tuple[ChapterRow, ...]
    plans: tuple[PlanRows, ...]
    sums: ChapterRow
    grid: Grid
    weeks: tuple[WeekRow, ...]
    trend: tuple[Point, ...]
    late: list[Matter]
    late_units: int
    late_more: int
    matters: list[Matter]
    worst: str

    @property
    def late_url(self) -> str:
        """The late list, narrowed where the page is."""
        return self.scope.parts("overdue") if self.scope.mine else reverse("late")

    @property
    def short(self) -> bool:
        """Whether the grid leaves room below it."""
        return len(self.grid.rows) <= SHORT_GRID

    @property
    def crowded(self) -> bool:
        """Whether a sheet of A4 holds the chapters in small type only."""
        return len(self.chapters) > ROOMY_CHAPTERS

    @property
    def charts(self) -> dict[str, Any]:
        """What `charts.js` draws; the tables of the page hold the same numbers."""
        return {
            "chapters": {"rows": [bar for plan in self.plans for bar in _bars(plan)]},
            "trend": {
                "labels": [short_day_cn(p.day) for p in self.trend],
                "done": [point.done for point in self.trend],
                "plan": [point.expected for point in self.trend],
            },
            "weeks": {
                "labels": [
                    f"{row.week.label[:-2]}\n{short_day_cn(row.week.monday)}" for row in self.weeks
                ],
                "soon": [row.week.soon for row in self.weeks],
                "ok": [row.week.due - row.week.soon for row in self.weeks],
                "urls": [row.url for row in self.weeks],
            },
        }


def overview(
    campaign: Campaign, scope: Scope, moment: Moment, *, as_of: Any, all_units: bool
) -> Overview:
    """Return the page of a campaign within a scope; five queries."""
    units = scope.unit_ids
    figures = campaign_figures(campaign, as_of=as_of, unit_ids=units, moment=moment)
    found = troubles(campaign, moment, unit_ids=units)
    late = late_tasks(found)
    units_grid = grid(figures, scope, everybody=all_units)
    shown = SHOWN_TASKS if len(units_grid.rows) > SHORT_GRID else SHOWN_BESIDE_SHORT_GRID
    today = None if scope.mine else figures.total
    chapters = tuple(_chapter(line, scope) for line in figures.chapters)
    return Overview(
        scope=scope,
        figures=figures,
        tiles=_tiles(figures, scope, late),
        chapters=chapters,
        plans=_by_plan(chapters),
        sums=_chapter(Line(None, "合计", figures.total, tasks=figures.tasks), scope, whole=True),
        grid=units_grid,
        weeks=tuple(
            WeekRow(week, scope.parts(week.name))
            for week in next_weeks(campaign, moment, unit_ids=units)
        ),
        trend=trend(campaign, moment.today, today),
        late=late[:shown],
        late_units=len({row.unit for row in found if row.late}),
        late_more=max(0, len(late) - shown),
        matters=coordination(found),
        worst=_worst(figures.units),
    )


def _tiles(figures: CampaignFigures, scope: Scope, late: list[Matter]) -> tuple[Tile, ...]:
    counts, tasks = figures.total, figures.tasks

    def part(name: str) -> Number:
        return Number(getattr(counts, name), scope.parts(name))

    return (
        Tile(
            "任务销号",
            Number(tasks.closed, scope.tasks("closed")),
            of=Number(tasks.handed_over, scope.tasks("out")),
            notes=(("未交办", Number(tasks.draft, scope.tasks("draft"))),)
            if tasks.draft and scope.seat.is_office
            else ((f"占 {_rate(percent(tasks.closed, tasks.handed_over))}", Number("")),),
        ),
        Tile(
            "分工办结",
            part("accepted"),
            of=part("parts"),
            notes=((f"占 {_rate(percent(counts.accepted, counts.parts))}", Number("")),),
        ),
        Tile(
            "完成率",
            Number(_plain(counts.done_rate)),
            unit="%" if counts.expected else "",
            notes=(("应完成", part("expected")), ("已办结", part("done"))),
        ),
        Tile(
            "按时率",
            Number(_plain(counts.on_time_rate)),
            unit="%" if counts.expected else "",
            notes=(("其中按时", part("on_time")),),
        ),
        Tile("逾期", part("overdue"), notes=((_longest(late), Number("")),), tone="late"),
        Tile("临近到期", part("due_soon"), notes=(("正常", part("normal")),), tone="soon"),
        Tile(
            "待审核",
            part("submitted"),
            notes=(("退回修改", part("returned")), ("待签收", part("pending"))),
        ),
    )


# The columns of 各章数据.
COLUMNS = {
    "accepted": "已办结",
    "normal": "正常",
    "due_soon": "临近到期",
    "overdue": "逾期",
    "released": "无需办理",
    "parts": "分工合计",
    "expected": "应完成",
    "done": "其中已办结",
}


def _chapter(line: Line, scope: Scope, *, whole: bool = False) -> ChapterRow:
    no, name = split_title(line.title)
    key = None if whole else line.id or NO_CHAPTER
    return ChapterRow(
        line=line,
        no=no,
        name=name,
        url=scope.parts("parts", chapter=key),
        tasks=Number(line.tasks.handed_over, scope.tasks("out", chapter=key)),
        closed=Number(line.tasks.closed, scope.tasks("closed", chapter=key)),
        numbers=tuple(
            (column, label, Number(getattr(line.counts, column), scope.parts(column, chapter=key)))
            for column, label in COLUMNS.items()
        ),
    )


def _by_plan(rows: tuple[ChapterRow, ...]) -> tuple[PlanRows, ...]:
    """Return the chapters plan by plan; their titles only matter where there are several."""
    several = len({row.line.plan for row in rows if row.line.plan}) > 1
    if not several:
        return (PlanRows("", rows),)
    grouped = groupby(rows, key=lambda row: row.line.plan)
    return tuple(PlanRows(title or NO_PLAN, tuple(found)) for title, found in grouped)


def split_title(title: str) -> tuple[str, str]:
    """Return number and name of a chapter: 二、依法行政 → (二, 依法行政)."""
    no, mark, name = title.partition("、")
    return (no, name) if mark and len(no) <= 3 else ("", title)


def _bars(plan: PlanRows) -> list[dict[str, Any]]:
    return [{"plan": plan.title}] * bool(plan.title) + [_bar(row) for row in plan.chapters]


def _bar(row: ChapterRow) -> dict[str, Any]:
    counts: Counts = row.line.counts
    return {
        "no": row.no,
        "name": row.name,
        "total": counts.parts,
        "done": counts.accepted,
        "ok": counts.normal,
        "soon": counts.due_soon,
        "late": counts.overdue,
        "hold": counts.released,
        "url": row.url,
    }


def _worst(units: Sequence[Line]) -> str:
    """Return 县水利局 3 项, the unit with most late parts; "" where it is not the only one."""
    late = sorted((line.counts.overdue, line.title) for line in units)[-2:]
    if not late or not late[-1][0] or (len(late) > 1 and late[0][0] == late[-1][0]):
        return ""
    return f"{late[-1][1]} {late[-1][0]} 项"


def _longest(late: list[Matter]) -> str:
    return f"最长 {late[0].days} 个工作日" if late and late[0].days else ""


def _rate(value: float | None) -> str:
    return "—" if value is None else f"{value:g}%"


def _plain(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"
