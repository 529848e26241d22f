"""The numbers of a group of parts, one for each counted set, and how they add up."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Counts(NamedTuple):
    """How many parts are in each set of `reports.figures.sets.SETS` of the same name.

    `parts` is the sum of `accepted`, `overdue`, `due_soon`, `normal` and `released`.
    """

    parts: int = 0
    open: int = 0
    expected: int = 0
    done: int = 0
    on_time: int = 0
    accepted: int = 0
    overdue: int = 0
    due_soon: int = 0
    normal: int = 0
    released: int = 0
    pending: int = 0
    submitted: int = 0
    returned: int = 0
    objected: int = 0

    @property
    def done_rate(self) -> float | None:
        """完成率 in percent, one decimal; None where nothing was expected."""
        return percent(self.done, self.expected)

    @property
    def on_time_rate(self) -> float | None:
        """按时率 in percent, one decimal; None where nothing was expected."""
        return percent(self.on_time, self.expected)


class TaskCounts(NamedTuple):
    """Tasks by lifecycle state."""

    draft: int = 0
    issued: int = 0
    closed: int = 0

    @property
    def handed_over(self) -> int:
        """Tasks that have gone out."""
        return self.issued + self.closed


def total(rows: Iterable[Counts]) -> Counts:
    """Return the counts of all rows together."""
    columns = list(zip(*rows, strict=True))
    return Counts(*map(sum, columns)) if columns else Counts()


def percent(part: int, whole: int) -> float | None:
    """Return `part` of `whole` in percent, one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def counts_json(counts: Counts) -> dict[str, Any]:
    """Return the counts with their two rates."""
    return {
        **counts._asdict(),
        "done_rate": counts.done_rate,
        "on_time_rate": counts.on_time_rate,
    }
