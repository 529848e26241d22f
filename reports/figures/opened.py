"""What stands behind each number of a 通报: the frozen rows it was counted from (rule 11). Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from reports.figures.period import Month
from reports.figures.sets import SETS

Figures = Mapping[str, Any]
Row = Mapping[str, Any]
Kind = Literal["parts", "tasks", "letters"]


@dataclass(frozen=True)
class Opened:
    """A number that can be opened: its words, what its rows are, and which they are."""

    label: str
    kind: Kind
    holds: Callable[[Row, Figures], bool]
    # The key of the figures under which they stand, where it is not that of the kind.
    source: str = ""


def rows_behind(
    figures: Figures, name: str, *, unit_id: int | None = None, chapter_id: int | None = None
) -> list[Row]:
    """Return the frozen rows of the number `name` (a key of `NUMBERS`), narrowed if wished.

    Only rows of parts know a unit and a chapter. Raises KeyError for an unknown name.
    """
    number = NUMBERS[name]
    rows: list[Row] = figures.get(number.source or _SOURCE[number.kind], [])
    found = [row for row in rows if number.holds(row, figures)]
    if unit_id is not None:
        found = [row for row in found if row.get("unit_id") == unit_id]
    if chapter_id is not None:
        found = [row for row in found if row.get("chapter_id") == chapter_id]
    return found


def _in_set(name: str) -> Callable[[Row, Figures], bool]:
    return lambda row, figures: name in row["sets"]


def _in_month(name: str) -> Callable[[Row, Figures], bool]:
    def holds(row: Row, figures: Figures) -> bool:
        due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
        return name in row["sets"] and Month.of_figures(figures).is_due(row["sets"], due_on)

    return holds


def _sent(kind: str, *, month: bool) -> Callable[[Row, Figures], bool]:
    return lambda row, figures: (
        row["kind"] == kind and (not month or row["issued_on"] >= figures["period"])
    )


_SOURCE: dict[Kind, str] = {"parts": "rows", "tasks": "progress", "letters": "sent"}
NUMBERS: dict[str, Opened] = {
    "tasks": Opened("已交办任务", "tasks", lambda row, figures: True),
    "tasks-closed": Opened("已销号任务", "tasks", lambda row, figures: row["state"] == "已销号"),
    **{name: Opened(row.label, "parts", _in_set(name)) for name, row in SETS.items()},
    "month-due": Opened("本月到期", "parts", _in_month("expected")),
    "month-done": Opened("本月到期已办结", "parts", _in_month("done")),
    "month-on_time": Opened("本月到期按时办结", "parts", _in_month("on_time")),
    "month-submitted": Opened("本月到期待审核", "parts", _in_month("submitted")),
    "month-overdue": Opened("本月到期逾期", "parts", _in_month("overdue")),
    "prompt-month": Opened("本月提示函", "letters", _sent("prompt", month=True)),
    "prompt-year": Opened("本年提示函", "letters", _sent("prompt", month=False)),
    "supervision-month": Opened("本月督办函", "letters", _sent("supervision", month=True)),
    "supervision-year": Opened("本年督办函", "letters", _sent("supervision", month=False)),
    "problems": Opened("存在问题", "parts", lambda row, figures: True, "problems"),
    "receipts": Opened("本月文书签收", "letters", lambda row, figures: True, "receipts"),
}
