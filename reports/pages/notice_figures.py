"""The figures of a 通报 as its page shows them: each number opens its frozen rows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.figures.counts import percent

Figures = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """One number: `name` opens its rows, `before` is the period before, `note` explains it."""

    name: str
    label: str
    value: int
    note: str = ""
    before: int | None = None
    late: bool = False

    @property
    def change(self) -> str:
        """The difference to the period before, with its sign."""
        if self.before is None:
            return "—"
        moved = self.value - self.before
        return f"{'+' if moved > 0 else '−'}{abs(moved)}" if moved else "持平"


def figure_table(figures: Figures) -> list[Figure]:
    """Return the numbers in the order in which the 通报 speaks of them."""
    tasks, total, month = figures["tasks"], figures["total"], figures["month"]
    before = figures["before"] or {}
    handed = tasks["issued"] + tasks["closed"]
    return [
        Figure("tasks", "已交办任务", handed, f"在办 {tasks['issued']} 项"),
        Figure("tasks-closed", "已销号任务", tasks["closed"], _share(tasks["closed"], handed)),
        Figure("parts", "单位分工", total["parts"], _units(figures)),
        Figure(
            "expected",
            "到期应完成",
            total["expected"],
            "不含协助单位、长期和暂缓的",
            before.get("expected"),
        ),
        Figure(
            "done",
            "其中已办结",
            total["done"],
            _rate("完成率", total["done_rate"]),
            before.get("done"),
        ),
        Figure(
            "on_time",
            "其中按时办结",
            total["on_time"],
            _rate("按时率", total["on_time_rate"]),
            before.get("on_time"),
        ),
        Figure(
            "overdue",
            "逾期",
            total["overdue"],
            _late(figures),
            before.get("overdue"),
            late=bool(total["overdue"]),
        ),
        Figure(
            "due_soon",
            "临近到期",
            total["due_soon"],
            f"{figures['soon_workdays']} 个工作日内到期",
        ),
        Figure("submitted", "待审核", total["submitted"], "已报送，依法治县办或牵头单位审核中"),
        Figure(
            "month-due",
            "本月到期",
            month["due"],
            f"已办结 {month['done']}，按时 {month['on_time']}，待审核 {month['submitted']}",
        ),
        *_letters(figures),
        *_annexed(figures),
    ]


def compared_with(figures: Figures) -> date | None:
    """Return the day of the period before, None where there is none."""
    return date.fromisoformat(figures["before"]["day"]) if figures["before"] else None


@dataclass(frozen=True)
class UnitLine:
    """One unit with the numbers that open its rows; 协助单位 have no lateness (rule 2)."""

    id: int
    unit: str
    asked: bool
    cells: tuple[tuple[str, int], ...]
    done_rate: float | None


UNIT_COLUMNS = {
    "parts": "分工",
    "expected": "应完成",
    "done": "已办结",
    "on_time": "按时",
    "overdue": "逾期",
    "due_soon": "临期",
}


def unit_table(figures: Figures) -> list[UnitLine]:
    """Return the units in the order of bodies, never by how late they are."""
    return [
        UnitLine(
            line["id"],
            line["title"],
            line["asked"],
            tuple((name, line["counts"][name]) for name in UNIT_COLUMNS),
            line["counts"]["done_rate"],
        )
        for line in figures["units"]
    ]


def _letters(figures: Figures) -> list[Figure]:
    sent = figures["letters"]
    return [
        Figure(
            f"{kind}-year",
            label,
            sent[f"{kind}_year"],
            f"本年累计，本月发出 {sent[f'{kind}_month']}",
        )
        for kind, label in (("prompt", "提示函"), ("supervision", "督办函"))
    ]


def _annexed(figures: Figures) -> list[Figure]:
    """Return what the annexes count; figures frozen in earlier versions have none of it."""
    if "problems" not in figures:
        return []
    waiting = sum(row["waits"] for row in figures["receipts"])
    problems = figures["problems"]
    tasks = len({row["task_id"] for row in problems})
    return [
        Figure("problems", "存在问题", len(problems), f"涉及 {tasks} 项任务" if tasks else ""),
        Figure(
            "receipts",
            "本月文书签收",
            len(figures["receipts"]),
            f"按单位计，待签收 {waiting}" if figures["receipts"] else "本月没有印发文书",
        ),
    ]


def _units(figures: Figures) -> str:
    asked = sum(1 for line in figures["units"] if line["asked"])
    words = f"涉及 {len(figures['units'])} 个单位"
    return words + (f"，其中协助单位 {asked} 个" if asked else "")


def _late(figures: Figures) -> str:
    late = figures["late"]
    if not late:
        return "没有逾期"
    tasks = {fact["task_id"] for fact in late}
    units = {fact["unit_id"] for fact in late}
    return f"{len(tasks)} 项任务，{len(units)} 个单位"


def _share(part: int, whole: int) -> str:
    share = percent(part, whole)
    return "" if share is None else f"占 {share}%"


def _rate(label: str, rate: float | None) -> str:
    return f"{label} {rate}%" if rate is not None else "没有到期的"
