"""Late tasks and 需协调事项 of the overview: troubles of parts, told by task."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.figures.troubles import Trouble

SHOWN_TASKS = 3
SHOWN_MATTERS = 3
SHOWN_UNITS = 4
# The strongest reason first.
ORDER = ("已发督办函", "对分工", "提示函", "逾期超过")


@dataclass(frozen=True)
class Matter:
    """A task with the units concerned; `days` is the longest time one of them is late."""

    task_id: int
    number: str
    title: str
    units: tuple[str, ...]
    days: int
    reason: str = ""

    @property
    def unit_words(self) -> str:
        """县水利局、县住建局, shortened to 县水利局等 7 个单位 where there are many."""
        if len(self.units) <= SHOWN_UNITS:
            return "、".join(self.units)
        return f"{'、'.join(self.units[: SHOWN_UNITS - 1])}等 {len(self.units)} 个单位"


def late_tasks(rows: Iterable[Trouble]) -> list[Matter]:
    """Return the tasks with late parts, the longest late first."""
    found = [_matter(group) for group in _by_task(row for row in rows if row.late)]
    return sorted(found, key=lambda matter: -matter.days)


def coordination(rows: Iterable[Trouble]) -> list[Matter]:
    """Return 需协调事项, at most three (工作专报: ≤3), the strongest reason first."""
    found = []
    for group in _by_task(row for row in rows if row.reason):
        strongest = min(group, key=_strength)
        same = [row for row in group if row.reason == strongest.reason]
        found.append(_matter(same, strongest.reason))
    found.sort(key=lambda matter: (_place(matter.reason), -matter.days))
    return found[:SHOWN_MATTERS]


def _by_task(rows: Iterable[Trouble]) -> list[list[Trouble]]:
    groups: dict[int, list[Trouble]] = {}
    for row in rows:
        groups.setdefault(row.task_id, []).append(row)
    return list(groups.values())


def _matter(group: list[Trouble], reason: str = "") -> Matter:
    first = group[0]
    units = tuple(row.unit for row in group)
    days = max(row.days_late for row in group)
    return Matter(first.task_id, first.number, first.title, units, days, reason)


def _strength(row: Trouble) -> int:
    return _place(row.reason)


def _place(reason: str) -> int:
    return next(place for place, word in enumerate(ORDER) if reason.startswith(word))
