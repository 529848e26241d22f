"""The xlsx annex of a 通报: its annexes and the chapters, from frozen figures."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from reports.letters.naming import Fact
from reports.letters.narrative import hour_words, moment_of
from reports.letters.notice import MATTERS
from reports.letters.notice_annexes import DEFAULT, listed
from reports.models import Notice
from reports.services.notices.composing import chosen_annexes, naming_of
from units.day_words import month_cn
from units.sheets_out import Table, write_tables

# Of each sheet its tab and the widths of its columns.
_SHEETS: dict[str, tuple[str, tuple[float, ...]]] = {
    "progress": ("任务进展", (6, 46, 28, 14, 11, 13, 10)),
    "late": ("逾期事项", (6, 24, 46, 14, 12, 12)),
    "problems": ("问题清单", (6, 46, 28, 14, 50)),
    "receipts": ("签收情况", (6, 12, 34, 14, 8, 16, 16, 16)),
}
# Rates are of what was due by the day: 已办结 beside them counts those only.
_CHAPTERS = ("章", MATTERS, "应完成", "其中已办结", "其中按时办结", "完成率（%）", "按时率（%）")


def workbook_of(notice: Notice, *, today: date) -> bytes:
    """Return the workbook of a 通报 with the annexes and the named units it has as of `today`."""
    named = naming_of(notice, today=today).named
    return annex_of(notice.figures, named, chosen_annexes(notice))


def annex_of(
    figures: Mapping[str, Any], named: Sequence[Fact] = (), chosen: Collection[str] = DEFAULT
) -> bytes:
    """Return the workbook; like the paper it names late units only where it may (rule 4)."""
    as_of = f"截至{hour_words(moment_of(figures))}"
    tables = [
        Table(
            annex.title,
            [column.title for column in annex.columns],
            annex.rows,
            subtitle=as_of,
            widths=_SHEETS[annex.name][1],
            name=_SHEETS[annex.name][0],
        )
        for annex in listed(figures, named, chosen)
    ]
    chapters = Table(
        f"{month_cn(date.fromisoformat(figures['period']))}各章进展情况表",
        _CHAPTERS,
        _chapters(figures["chapters"]),
        subtitle=as_of,
        widths=(46, 9, 9, 9, 11, 13, 13),
        name="各章进展",
    )
    target = BytesIO()
    write_tables(target, [*tables, chapters])
    return target.getvalue()


def _chapters(lines: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Return a row per chapter; where several plans are in force, each says whose it is."""
    keys = ("parts", "expected", "done", "on_time", "done_rate", "on_time_rate")
    several = len({line.get("plan") for line in lines if line.get("plan")}) > 1
    return [
        (
            f"{line['title']}（《{line['plan']}》）"
            if several and line.get("plan")
            else line["title"],
            *(line["counts"][key] for key in keys),
        )
        for line in lines
    ]
