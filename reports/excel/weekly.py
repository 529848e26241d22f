"""每周调度表 as Excel: the lines of the page and the office's own work."""

from io import BytesIO
from typing import Any

from reports.figures.weekly import NAMES
from reports.pages.weekly import Weekly, urgent_words
from units.sheets_out import Table, write_tables

HEAD = ("序号", "牵头（责任）单位", *NAMES.values(), "调度事项")
WIDTHS = (6, 20, 10, 10, 8, 10, 70)
TODO_HEAD = ("序号", "事项", "数量", "单位", "说明")


def weekly_table(sheet: Weekly, *, campaign: str, as_of: str) -> bytes:
    """Return the xlsx of the sheet; `as_of` is 截至2026年11月22日 17:00."""
    subtitle = f"{campaign}，{sheet.span.words}，{as_of}"
    lines: list[tuple[Any, ...]] = [
        (n, line.unit, *(line.counts[name] for name in NAMES), "；".join(urgent_words(line)))
        for n, line in enumerate(sheet.lines, 1)
    ]
    lines.append(("", "合计", *(sheet.totals[name] for name in NAMES), ""))
    todos = [(n, row.label, row.count, row.unit, row.note) for n, row in enumerate(sheet.todos, 1)]
    target = BytesIO()
    write_tables(
        target,
        [
            Table(
                "每周调度表",
                HEAD,
                lines,
                subtitle=subtitle,
                notes=["按机构序排列，不作排名；配合单位的事项列在牵头单位名下。"],
                widths=WIDTHS,
                freeze=2,
                name="各单位",
            ),
            Table(
                "依法治县办本周办理事项",
                TODO_HEAD,
                todos,
                subtitle=subtitle,
                widths=(6, 28, 8, 10, 40),
                name="依法治县办",
            ),
        ],
    )
    return target.getvalue()
