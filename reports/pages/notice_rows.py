"""Frozen rows as pages show them: days as dates, lateness in words. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from reports.figures.problems import WORDS

_DAYS = ("due_on", "handed_in_on", "issued_on")


def shown_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with their days as dates and `late` in words ("" where not late)."""
    return [_shown(row) for row in rows]


def late_words(days: int) -> str:
    """Return how late a part is; a part due on the last workday is late by less than one."""
    return f"逾期 {days} 个工作日" if days else "逾期不足 1 个工作日"


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in _DAYS if key in row}
    late = "days_late" in row and "overdue" in row.get("sets", ["overdue"])
    if "problem" in row:
        return {**row, **days, "late": "", "problem": WORDS[row["problem"]]}
    return {**row, **days, "late": late_words(row["days_late"]) if late else ""}
