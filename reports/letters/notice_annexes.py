"""The annexes of a 通报, from its frozen figures; the same rows go into the docx and the xlsx. Pure.

None of them says which unit is late but the late list, and that only of units that may be named
(rule 4); bodies that may only be asked are never scored (rule 2).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.choices import LetterKind
from reports.docx.snapshot import Annex, Column, Table
from reports.figures.problems import EXTENSION, OBJECTED, OFTEN, RETURNED, WAITING
from reports.letters.naming import Fact, key_of
from reports.letters.punctuation import printed
from units.day_words import day_cn, month_cn

Figures = Mapping[str, Any]
Value = str | int | date
LEADING = "牵头（责任）单位"
PROGRESS = (
    Column("序号", "centre", 2),
    Column("任务事项", "text", 11),
    Column(LEADING, "text", 10),
    Column("办理时限", "centre", 6),
    Column("承办（项）", "number", 3),
    Column("已办结（项）", "number", 3),
    Column("进展", "centre", 3),
)
LATE = (
    Column("序号", "centre", 3),
    Column("承办单位", "text", 7),
    Column("任务事项", "text", 10),
    Column("办理时限", "centre", 9),
    Column("逾期工作日", "number", 5),
    Column("办理状态", "centre", 5),
)
PROBLEMS = (
    Column("序号", "centre", 2),
    Column("任务事项", "text", 11),
    Column(LEADING, "text", 8),
    Column("办理时限", "centre", 6),
    Column("存在问题", "text", 12),
)
RECEIPTS = (
    Column("序号", "centre", 2),
    Column("文种", "centre", 5),
    Column("文号", "text", 18),
    Column("印发日期", "centre", 6),
    Column("件数", "number", 3),
    Column("应签收（单位次）", "number", 4),
    Column("已签收（单位次）", "number", 4),
    Column("待签收（单位次）", "number", 4),
)


@dataclass(frozen=True)
class Kind:
    """A kind of annex: its title after the month, its columns, what its rows are read from."""

    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Figures, Sequence[Fact]], list[tuple[Value, ...]]]


@dataclass(frozen=True)
class Listed:
    """An annex with its rows; days are dates, which each file writes in its own way."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def as_annex(self) -> Annex:
        """Return the annex as printed, on a turned sheet."""
        return Annex(self.title, (Table(self.columns, on_paper(self.rows)),), landscape=True)


def listed(figures: Figures, named: Sequence[Fact], chosen: Collection[str]) -> list[Listed]:
    """Return the chosen annexes (keys of `ANNEXES`) in their order; an empty list is no annex.

    `named` are the late facts that may be named. The progress table stands even without a task.
    """
    month = month_cn(date.fromisoformat(figures["period"]))
    found = [
        Listed(name, f"{month}{kind.title}", kind.columns, tuple(kind.rows(figures, named)))
        for name, kind in ANNEXES.items()
        if name in chosen
    ]
    return [annex for annex in found if annex.rows or annex.name in DEFAULT]


def answering(line: Mapping[str, Any]) -> str:
    """Return who answers for the task of a progress line; bodies that were asked only help."""
    if line["leads"]:
        return "、".join(line["leads"])
    return f"协助单位：{'、'.join(asked(line))}" if asked(line) else "—"


def asked(line: Mapping[str, Any]) -> list[str]:
    """Return the bodies that were only asked; figures frozen in earlier versions name none."""
    return list(line.get("asked", ()))


def late_rows(named: Sequence[Fact]) -> list[tuple[Value, ...]]:
    """Return the rows of the late list, which stands in the text or as an annex."""
    return [
        (
            n,
            fact["unit"],
            f"{fact['task_number']}{printed(fact['task_title'])}",
            _due(fact["due_on"]),
            fact["days_late"] or "不足1",
            fact["state"],
        )
        for n, fact in enumerate(named, 1)
    ]


def on_paper(rows: Iterable[Sequence[Value]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows as a table on paper has them: days as 2026年3月10日."""
    return tuple(
        tuple(day_cn(value) if isinstance(value, date) else str(value) for value in row)
        for row in rows
    )


def _progress(figures: Figures, named: Sequence[Fact]) -> list[tuple[Value, ...]]:
    return [
        (
            n,
            f"{line['number']}{printed(line['title'])}",
            answering(line),
            "—" if asked(line) else _due(line["due_on"]),
            line["parts"],
            "—" if asked(line) else line["done"],
            line["state"],
        )
        for n, line in enumerate(figures["progress"], 1)
    ]


def _problems(figures: Figures, named: Sequence[Fact]) -> list[tuple[Value, ...]]:
    """Return a row per task with problems, in the order of tasks."""
    by_task: dict[int, list[Fact]] = {}
    for fact in figures.get("problems", ()):
        by_task.setdefault(fact["task_id"], []).append(fact)
    lines = [line for line in figures["progress"] if line["task_id"] in by_task]
    may_name = {key_of(fact) for fact in named}
    return [
        (
            n,
            f"{line['number']}{printed(line['title'])}",
            answering(line),
            "—" if asked(line) else _due(line["due_on"]),
            _words(by_task[line["task_id"]], may_name),
        )
        for n, line in enumerate(lines, 1)
    ]


def _words(facts: Sequence[Fact], may_name: Collection[tuple[int, str]]) -> str:
    """Return the problems of a task in one line; a unit is named only where it may be (rule 4)."""
    by_problem: dict[str, list[Fact]] = {}
    for fact in facts:
        by_problem.setdefault(fact["problem"], []).append(fact)
    said = []
    if rows := by_problem.get(OBJECTED):
        said.append(f"{len(rows)}个单位申请调整分工，承办单位待明确")
    if rows := by_problem.get(EXTENSION):
        said.append(f"{len(rows)}个单位申请延期，待答复")
    if rows := by_problem.get(WAITING):
        said.append(f"待{_waited_for(rows, may_name)}报送后由牵头单位汇总")
    if rows := by_problem.get(RETURNED):
        said.append(f"{len(rows)}项承办事项的材料退回修改{OFTEN}次以上，尚未通过审核")
    return "；".join(said)


def _waited_for(rows: Sequence[Fact], may_name: Collection[tuple[int, str]]) -> str:
    names = [row["unit"] for row in rows if key_of(row) in may_name]
    if not names:
        return f"{len(rows)}个责任单位"
    return "、".join(names) + (f"等{len(rows)}个单位" if len(names) < len(rows) else "")


def _receipts(figures: Figures, named: Sequence[Fact]) -> list[tuple[Value, ...]]:
    """Return a row per 文种 and day: how many documents went out, and how many have them."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for fact in figures.get("receipts", ()):
        groups.setdefault((fact["issued_on"], fact["kind"]), []).append(fact)
    rows: list[tuple[Value, ...]] = []
    for n, ((issued_on, kind), facts) in enumerate(groups.items(), 1):
        numbers = list(dict.fromkeys(fact["number"] for fact in facts))
        waiting = sum(fact["waits"] for fact in facts)
        rows.append(
            (
                n,
                KINDS.get(kind) or LetterKind(kind).label,
                numbers[0] + (f"等{len(numbers)}件" if len(numbers) > 1 else ""),
                date.fromisoformat(issued_on),
                len(numbers),
                len(facts),
                len(facts) - waiting,
                waiting,
            )
        )
    return rows


def _due(iso: str | None) -> date | str:
    return date.fromisoformat(iso) if iso else "长期"


KINDS = {LetterKind.NOTICE.value: "通报"}
ANNEXES: dict[str, Kind] = {
    "progress": Kind("重点任务进展情况表", PROGRESS, _progress),
    "late": Kind("逾期事项清单", LATE, lambda figures, named: late_rows(named)),
    "problems": Kind("重点任务问题清单", PROBLEMS, _problems),
    "receipts": Kind("文书签收情况表", RECEIPTS, _receipts),
}
# What is annexed where nobody has chosen.
DEFAULT = ("progress",)
