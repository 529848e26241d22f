"""任务台账: every part on a line, then the same numbers by chapter and by unit."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from reports.figures.campaign import CampaignFigures, Line
from reports.figures.counts import Counts, TaskCounts
from reports.figures.ledger import LedgerRow
from reports.figures.sets import SETS
from units.sheets_cells import Value
from units.sheets_out import Table, write_tables

HEAD = (
    "序号",
    "章",
    "编号",
    "任务",
    "承办单位",
    "责任类别",
    "现行时限",
    "状态",
    "时效",
    "逾期工作日",
    "交办日期",
    "签收日期",
    "首次报送",
    "办结日期",
    "退回次数",
)
WIDTHS = (6, 24, 9, 44, 16, 10, 12, 12, 11, 8, 12, 12, 12, 12, 7)
SUMS = ("parts", "accepted", "normal", "due_soon", "overdue", "released", "expected", "done")
SUM_HEAD = (*(SETS[name].label for name in SUMS), "完成率(%)", "按时率(%)")
SUM_WIDTHS = (9, 9, 9, 9, 9, 9, 9, 11, 10, 10)


def write_ledger(
    target: IO[bytes] | Path,
    rows: Iterable[LedgerRow],
    figures: CampaignFigures,
    *,
    campaign: str,
    as_of: str,
) -> None:
    """Write the ledger as xlsx into an open file or a path; rows are streamed.

    `campaign` is its name, `as_of` the words under the titles (截至2026年11月22日 17:00).
    """
    said = f"{campaign}，{as_of}"
    notes = [
        "一行为一个单位的一项分工；“时效”一列各类行数与创建总览、通报同一时点的数字相同。",
        "逾期按工作日计；协助单位和不须办结的分工不计逾期。",
    ]
    if figures.tasks.draft:
        notes.append(f"另有 {figures.tasks.draft} 项任务尚未交办，不在本表。")
    write_tables(
        target,
        (
            Table("任务台账", HEAD, _lines(rows), said, notes, WIDTHS, freeze=4, name="台账"),
            Table(
                "各章汇总",
                ("章", "任务销号", *SUM_HEAD),
                _chapters(figures),
                said,
                widths=(36, 10, *SUM_WIDTHS),
                freeze=1,
            ),
            Table(
                "各单位汇总",
                ("单位", "备注", *SUM_HEAD),
                _units(figures),
                said,
                widths=(20, 10, *SUM_WIDTHS),
                freeze=1,
            ),
        ),
    )


def _lines(rows: Iterable[LedgerRow]) -> Iterator[tuple[Value, ...]]:
    for number, row in enumerate(rows, 1):
        yield (
            number,
            row.chapter,
            row.number,
            row.title,
            row.unit,
            row.role,
            row.due_on or "长期",
            row.state,
            _kind(row),
            row.late if row.kind == "overdue" else None,
            *row[10:],
        )


def _kind(row: LedgerRow) -> str:
    if row.kind == "accepted":
        return "按时办结" if row.on_time else "逾期办结"
    return SETS[row.kind].label


def _sums(counts: Counts) -> tuple[Value, ...]:
    return (
        *(getattr(counts, name) for name in SUMS),
        counts.done_rate if counts.done_rate is not None else "—",
        counts.on_time_rate if counts.on_time_rate is not None else "—",
    )


def _closed(tasks: TaskCounts) -> str:
    return f"{tasks.closed}/{tasks.handed_over}"


def _chapters(figures: CampaignFigures) -> Iterator[tuple[Value, ...]]:
    for line in figures.chapters:
        yield (line.title, _closed(line.tasks), *_sums(line.counts))
    yield ("合计", _closed(figures.tasks), *_sums(figures.total))


def _units(figures: CampaignFigures) -> Iterator[tuple[Value, ...]]:
    for line in figures.units:
        yield (line.title, _remark(line), *_sums(line.counts))
    yield ("合计", "", *_sums(figures.total))


def _remark(line: Line) -> str:
    return "协助单位" if line.asked else ""
