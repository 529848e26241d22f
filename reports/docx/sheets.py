"""The forms for pen and ink as snapshots, with everything filled in that is known.

All texts may be empty; then there is room to write.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reports.docx.heading import joined
from reports.docx.measures import CELL_LINE, ems, twips
from reports.docx.snapshot import Annex, Column, Form, FormCell, FormRow, LetterSnapshot, Table
from units.day_words import day_cn

_SIGN = "签名：　　　　　　　年　　月　　日"
_SEAL = "（盖章）　　　　年　　月　　日"
_DAY = "年　　月　　日"


def _label(text: str, span: int = 1) -> FormCell:
    return FormCell(text, label=True, span=span)


def _row(*pairs: tuple[str, str, int], height_mm: int = 12) -> FormRow:
    """Return a row of label and value; the number is the columns that the value spans."""
    cells: list[FormCell] = []
    for label, value, span in pairs:
        cells += [_label(label), FormCell(value, span=span)]
    return FormRow(tuple(cells), height_mm)


def _signed(label: str, height_mm: int, span: int = 5, text: str = "") -> FormRow:
    return FormRow((_label(label), FormCell(text, span=span, foot=_SIGN)), height_mm)


def draft_sheet(
    letter: LetterSnapshot,
    *,
    drafted_by: str = "",
    drafted_on: datetime.date | None = None,
    checked_by: str = "",
    copies: int = 0,
) -> LetterSnapshot:
    """Return the 发文稿纸 of a letter: 签发, 会签, 核稿, 拟稿, 文号, 标题, 主送, 抄送, 份数."""
    titles = [annex.title for annex in letter.annexes]
    # A single annex bears no ordinal (GB/T 9704-2012, 7.3.4).
    numbered = (f"{n}. {title}" for n, title in enumerate(titles, 1))
    annexes = "\n".join(numbered) if len(titles) > 1 else "".join(titles)
    rows = (
        _signers(letter.co_issuers),
        FormRow(
            (
                FormCell("核稿：" + checked_by, span=3, foot=_DAY),
                FormCell("办公室审核：", span=3, foot=_DAY),
            ),
            30,
        ),
        _row(
            ("拟稿人", drafted_by, 1),
            ("拟稿日期", day_cn(drafted_on) if drafted_on else "", 1),
            ("印制份数", str(copies) if copies else "", 1),
        ),
        _row(
            ("发文字号", letter.number or f"{letter.code}〔　　〕　号", 3),
            ("缓急", letter.urgency, 1),
        ),
        _row(("标题", letter.title, 5), height_mm=20),
        _row(("主送", joined(letter.addressees), 5), height_mm=16),
        _row(("抄送", joined(letter.cc), 5), height_mm=16),
        _row(("附件", annexes, 5), height_mm=16),
        _row(("备注", "", 5), height_mm=14),
    )
    return LetterSnapshot(
        kind="draft_sheet",
        title=f"{letter.issuer}\n发文稿纸",
        issuer=letter.issuer,
        blocks=(Form((3, 5, 3, 5, 3, 4), rows),),
    )


def _signers(offices: Sequence[str]) -> FormRow:
    """Return the row of 签发 and 会签, with a place for each office that issues the document too."""
    asked = [f"会签（{name}）：" for name in offices] or ["会签："]
    span = 6 // (1 + len(asked))
    cells = (FormCell(text, span=span, foot=_DAY) for text in ("签发：", *asked))
    return FormRow(tuple(cells), 45)


# Millimetres of the 上传审签表 for requirement and material together, and 字 in a line of them.
_SHEET_ROOM = 68
_SHEET_EMS = 30


def _lines_mm(text: str) -> float:
    """Return the height of a text in a wide cell of the 上传审签表."""
    lines = sum(ceil(ems(piece) / _SHEET_EMS) or 1 for piece in text.split("\n"))
    return lines * CELL_LINE / twips(1) + 3


def signoff_sheet(
    *,
    unit: str,
    issuer: str,
    task: str,
    requirement: str = "",
    due: str = "",
    evidence: Sequence[str] = (),
) -> LetterSnapshot:
    """Return a unit's 上传审签表: what leaves the unit, signed by its heads, to be photographed."""
    listed = "\n".join(f"{n}. {name}" for n, name in enumerate(evidence, 1))
    # The sheet stays one page: what the requirement takes, the room for the material gives.
    asked = _lines_mm(requirement)
    if asked > _SHEET_ROOM - _lines_mm(listed):
        requirement, asked = "见交办函。", _lines_mm("")
    rows = (
        _row(("报送单位", unit, 3), ("办理时限", due, 1)),
        _row(("任务事项", task, 5), height_mm=16),
        _row(("工作要求", requirement, 5), height_mm=20),
        _row(("报送材料", listed, 5), height_mm=min(40, round(_SHEET_ROOM - max(asked, 20)))),
        _signed("经办人", 16),
        _signed("保密审查", 20, text="经审查，所报材料不含国家秘密、工作秘密和个人敏感信息。"),
        _signed("分管负责人意见", 24),
        _signed("主要负责人意见", 28),
    )
    return LetterSnapshot(
        kind="signoff_sheet",
        title="法治政府建设示范创建材料上传审签表",
        issuer=issuer,
        blocks=(Form((4, 5, 3, 4, 4, 6), rows),),
        contacts=(
            "说明：本表由报送单位负责人签字后拍照或扫描上传。本系统为非涉密系统，严禁上传国家秘密、工作秘密。",
        ),
    )


def receipt(*, unit: str = "", subject: str = "") -> Annex:
    """Return the 回执 for units that answer on paper, as an annex of the letter."""
    rows = (
        _row(("单位", unit, 3)),
        _row(("收到事项", subject, 3), height_mm=20),
        _row(("分管负责人", "", 1), ("联系电话", "", 1)),
        _row(("联络员", "", 1), ("联系电话", "", 1)),
        FormRow((_label("单位意见"), FormCell("", span=3, foot=_SEAL)), 40),
    )
    return Annex("回执", (Form((4, 8, 4, 8), rows),))


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the 催办清单: what a person has to ask for by telephone or on a visit.

    `due` and `last` may hold line ends: how late it is, what was answered last.
    """

    unit: str
    task: str
    due: str
    contact: str
    last: str = ""


def call_list(calls: Sequence[Call], *, issuer: str, as_of: str) -> LetterSnapshot:
    """Return the 催办清单 as of a moment in words, with room for what was answered."""
    columns = (
        Column("序号", "centre", 3),
        Column("单位", "text", 6),
        Column("任务事项", "text", 12),
        Column("办理时限", "centre", 8),
        Column("联络员", "text", 8),
        Column("上次答复", "text", 12),
        Column("本次催办", "text", 8),
    )
    rows = tuple(
        (str(n), call.unit, call.task, call.due, call.contact, call.last, "")
        for n, call in enumerate(calls, 1)
    )
    return LetterSnapshot(
        kind="call_list",
        title="催办清单",
        issuer=issuer,
        blocks=(Table(columns, rows),),
        contacts=(f"数据截至{as_of}。本清单供依法治县办催办时使用，不对外发送。",),
    )


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One unit of the 每周调度表: its counts, and what to speak about."""

    unit: str
    counts: tuple[int, ...]
    matters: str


def weekly_sheet(
    rows: Sequence[WeekRow],
    names: Sequence[str],
    todos: Sequence[tuple[str, str, str]],
    *,
    issuer: str,
    week: str,
    as_of: str,
) -> LetterSnapshot:
    """Return the 每周调度表; `names` head the counts, `todos` are matter, amount and remark."""
    units = (
        Column("序号", "centre", 3),
        Column("牵头（责任）单位", "text", 8),
        *(Column(name, "number", 4) for name in names),
        Column("调度事项", "text", 24),
    )
    lines = [
        (str(n), row.unit, *map(str, row.counts), row.matters) for n, row in enumerate(rows, 1)
    ]
    sums = (str(sum(counts)) for counts in zip(*(row.counts for row in rows), strict=True))
    if lines:
        lines.append(("", "合计", *sums, ""))
    own = (
        Column("序号", "centre", 3),
        Column("事项", "text", 14),
        Column("数量", "centre", 8),
        Column("说明", "text", 18),
    )
    work = [(str(n), *row) for n, row in enumerate(todos, 1)]
    tables = (
        Table(units, tuple(lines), "各单位到期、逾期和待审核情况"),
        Table(own, tuple(work), "依法治县办本周办理事项"),
    )
    return LetterSnapshot(
        kind="weekly_sheet",
        title=f"每周调度表（{week}）",
        issuer=issuer,
        blocks=tuple(table for table in tables if table.rows),
        contacts=(f"数据截至{as_of}。按机构序排列，不作排名；供内部调度使用。",),
    )


@dataclass(frozen=True, slots=True)
class Supervised:
    """What the drafted 督办 form tells the 督查室."""

    source: str
    task: str
    lead: str
    support: str
    due: str
    workdays_late: int
    requirement: str
    new_due: str


def supervision_form(facts: Supervised, *, issuer: str, number: str = "") -> LetterSnapshot:
    """Return the drafted 督办 form; 督查室 enters its own number and result."""
    late = f"{facts.due}（截至制表逾期{facts.workdays_late}个工作日）"
    # One page: what the requirement takes, the room for the result gives.
    asked = max(26, round(_lines_mm(facts.requirement)))
    rows = (
        _row(("编号", number, 2), ("办理限期", facts.new_due, 2)),
        _row(("来源", facts.source, 5), height_mm=16),
        _row(("督办事项", facts.task, 5), height_mm=14),
        _row(("主办单位", facts.lead, 5)),
        _row(("协办单位", facts.support, 5)),
        _row(("原定时限", late, 5)),
        _row(("办理要求", facts.requirement, 5), height_mm=asked),
        _signed("办理结果", max(20, 58 - asked)),
        _signed("审核意见", 24),
        FormRow((_label("签字盖章"), FormCell("", span=5, foot=_SEAL)), 24),
    )
    return LetterSnapshot(
        kind="supervision_form",
        title="重点任务督办单",
        issuer=issuer,
        blocks=(Form((4, 5, 4, 4, 4, 5), rows),),
    )
