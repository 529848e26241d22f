"""单位 × 章: who stands where, the late and the soon due first shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from reports.figures.campaign import CampaignFigures, Line
from reports.figures.counts import Counts
from reports.pages.scope import NO_CHAPTER, Scope

# So many fit on one screen of 768 and on one sheet of A4.
ROWS_SHOWN = 20
NO_PLAN = "不属于工作要点"


class Cell(NamedTuple):
    """The parts of a unit in a chapter; `kind` is late, soon, ok or done, `share` 办结/总数."""

    kind: str
    mark: str
    share: str
    url: str


@dataclass(frozen=True)
class Row:
    """A unit with a cell for each chapter, None where it has no part."""

    line: Line
    url: str
    late_url: str
    cells: list[Cell | None]


@dataclass(frozen=True)
class Column:
    """A chapter: its number as head, its title for those who point at it."""

    head: str
    title: str
    url: str


@dataclass(frozen=True)
class Grid:
    """`total` units have parts, `attention` of them late or soon due ones.

    `plans` holds title and number of columns of each plan, [] where there is one only.
    """

    columns: list[Column]
    plans: list[tuple[str, int]]
    rows: list[Row]
    total: int
    attention: int


def grid(figures: CampaignFigures, scope: Scope, *, everybody: bool) -> Grid:
    """Return the grid: all units in their order, or those with something late or soon due.

    Where these are few, others follow up to ROWS_SHOWN.
    """
    units = list(figures.units)
    pressing = [line for line in units if line.counts.overdue or line.counts.due_soon]
    pressing.sort(key=lambda line: not line.counts.overdue)
    shown = units if everybody else _first(pressing, units)
    # One address per unit; a chapter only adds its id to it.
    chapters = [line.id for line in figures.chapters]
    rows = []
    for line in shown:
        url = scope.parts("parts", unit=line.id)
        cells = [
            _cell(
                figures.cells.get((line.id or 0, chapter)), f"{url}&chapter={chapter or NO_CHAPTER}"
            )
            for chapter in chapters
        ]
        rows.append(Row(line, url, scope.parts("overdue", unit=line.id), cells))
    columns = [_column(line, place, scope) for place, line in enumerate(figures.chapters, 1)]
    return Grid(columns, _plans(figures.chapters), rows, len(units), len(pressing))


def _plans(chapters: Sequence[Line]) -> list[tuple[str, int]]:
    if len({line.plan for line in chapters if line.plan}) < 2:
        return []
    grouped = groupby(chapters, key=lambda line: line.plan)
    return [(title or NO_PLAN, len(list(found))) for title, found in grouped]


def _first(pressing: list[Line], units: list[Line]) -> list[Line]:
    shown = pressing[:ROWS_SHOWN]
    chosen = {line.id for line in shown}
    rest = [line for line in units if line.id not in chosen]
    return shown + rest[: ROWS_SHOWN - len(shown)]


def _cell(counts: Counts | None, url: str) -> Cell | None:
    if counts is None or not counts.parts:
        return None
    share = f"{counts.accepted}/{counts.parts}"
    if counts.overdue:
        return Cell("late", f"逾{counts.overdue}", share, url)
    if counts.due_soon:
        return Cell("soon", f"临{counts.due_soon}", share, url)
    whole = counts.accepted + counts.released == counts.parts
    return Cell("done" if whole else "ok", "", share, url)


def _column(line: Line, place: int, scope: Scope) -> Column:
    no, mark, _ = line.title.partition("、")
    head = no if mark and len(no) <= 3 else "补" if line.id is None else str(place)
    return Column(head, line.title, scope.parts("parts", chapter=line.id or NO_CHAPTER))
