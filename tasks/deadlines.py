"""Dates of a part: what is in force, and how it stands (rules 8 and 9). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tasks.choices import OWED_STATES, PartState
from units.workdays import Calendar


class Timeliness(StrEnum):
    """How a part stands in time; a fact beside its state (rule 7)."""

    LATE = "late"  # 逾期
    SOON = "soon"  # 临近到期
    OK = "ok"  # 正常
    DONE = "done"  # 已办结
    HOLD = "hold"  # 停表: under review, suspended, without date, or not counted


def called_since(called_on: date | None, due_on: date) -> bool:
    """Return whether a unit was called about a part since its date: on the last day, or later."""
    return called_on is not None and called_on >= due_on


@dataclass(frozen=True)
class Standing:
    """Timeliness with the workdays late (LATE) or left (SOON, OK); `on_time` once accepted."""

    kind: Timeliness
    workdays: int = 0
    on_time: bool | None = None

    @property
    def words(self) -> str:
        """The Chinese words shown for it."""
        match self.kind:
            case Timeliness.LATE:
                # On the rest days right after the last day no workday has passed yet.
                return f"逾期 {self.workdays} 个工作日" if self.workdays else "已逾期"
            case Timeliness.SOON | Timeliness.OK:
                return f"还有 {self.workdays} 个工作日" if self.workdays else "今天到期"
            case Timeliness.DONE:
                return "按时办结" if self.on_time else "逾期办结"
        return "不计时限"


def in_force(agreed_due_on: date | None, redo_by: date | None) -> date | None:
    """Return the date in force: the redo date if returned, else the agreed one."""
    return redo_by or agreed_due_on


def standing(
    *,
    state: str,
    due_on: date | None,
    counted: bool,
    first_handed_in_on: date | None,
    first_due_on: date | None,
    today: date,
    calendar: Calendar,
    soon_workdays: int,
) -> Standing:
    """Return how a part stands on `today`.

    `counted` is whether it is blocking and its unit can be late. The querysets `overdue` and
    `due_soon` say the same in SQL; a test holds them together.
    """
    if state == PartState.ACCEPTED:
        punctual = first_due_on is None or bool(
            first_handed_in_on and first_handed_in_on <= first_due_on
        )
        return Standing(Timeliness.DONE, on_time=punctual)
    if state not in OWED_STATES or due_on is None:
        return Standing(Timeliness.HOLD)
    if calendar.effective(due_on) < today:
        late = calendar.days_late(due_on, today)
        return Standing(Timeliness.LATE, late) if counted else Standing(Timeliness.HOLD)
    left = calendar.days_left(due_on, today)
    if counted and due_on <= calendar.add(today, soon_workdays):
        return Standing(Timeliness.SOON, left)
    return Standing(Timeliness.OK, left)
