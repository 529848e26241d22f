"""The figures beside a 专报 or 年度报告: each number opens the frozen rows it was counted from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.choices import SpanKind
from reports.figures.sets import SETS
from reports.figures.span_figures import in_span
from reports.letters.brief import span_of

Figures = Mapping[str, Any]
_TOTAL = ("parts", "expected", "done", "on_time", "overdue", "due_soon")


@dataclass(frozen=True)
class Number:
    """One number; `name` opens its rows."""

    name: str
    label: str
    value: int


def numbers(figures: Figures) -> list[Number]:
    """Return the numbers in the order in which the document speaks of them."""
    span = span_of(figures)
    labels = {"parts": "承办事项", "expected": "到期应完成", "overdue": "到期未完成"}
    total = [
        Number(name, labels.get(name, SETS[name].label), figures["total"][name]) for name in _TOTAL
    ]
    period = [
        Number("period", f"{span.words}到期", figures["period"]["due"]),
        Number("period-done", f"{span.words}到期已办结", figures["period"]["done"]),
    ]
    if span.kind == SpanKind.YEAR:  # what other years' plans hold is not the year's
        return period
    coming = Number("coming", f"{span.following.words}到期", len(figures["coming"]))
    return [*total, *period, coming]


def rows_behind(figures: Figures, name: str) -> list[dict[str, Any]]:
    """Return the frozen rows of the number `name`; KeyError for an unknown one."""
    if name not in {row.name for row in numbers(figures)}:
        raise KeyError(name)
    rows: list[dict[str, Any]] = figures["rows"]
    if name == "coming":
        coming: list[dict[str, Any]] = figures["coming"]
        return coming
    if name.startswith("period"):
        due = [row for row in rows if in_span(row, span_of(figures))]
        return [row for row in due if name == "period" or "done" in row["sets"]]
    return [row for row in rows if name in row["sets"]]
