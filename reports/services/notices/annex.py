"""The xlsx annex of a 通报: the progress table and the chapters, from frozen figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from reports.letters.narrative import hour_words, moment_of
from reports.letters.notice import LEADING, MATTERS, answering, asked
from reports.letters.punctuation import printed
from units.day_words import month_cn
from units.sheets_out import Table, write_tables

_TASKS = ("序号", "任务事项", LEADING, "办理时限", "承办（项）", "已办结（项）", "进展")
# Rates are of what was due by the day: 已办结 beside them counts those only.
_CHAPTERS = ("章", MATTERS, "应完成", "其中已办结", "其中按时办结", "完成率（%）", "按时率（%）")


def annex_of(figures: Mapping[str, Any]) -> bytes:
    """Return the workbook; like the paper annex it does not say which unit is late (rule 4)."""
    period = date.fromisoformat(figures["period"])
    as_of = f"截至{hour_words(moment_of(figures))}"
    month = month_cn(period)
    target = BytesIO()
    write_tables(
        target,
        [
            Table(
                f"{month}重点任务进展情况表",
                _TASKS,
                [_task(n, line) for n, line in enumerate(figures["progress"], 1)],
                subtitle=as_of,
                widths=(6, 46, 28, 14, 11, 13, 10),
                name="任务进展",
            ),
            Table(
                f"{month}各章进展情况表",
                _CHAPTERS,
                _chapters(figures["chapters"]),
                subtitle=as_of,
                widths=(46, 9, 9, 9, 11, 13, 13),
                name="各章进展",
            ),
        ],
    )
    return target.getvalue()


def _task(n: int, line: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        n,
        f"{line['number']}{printed(line['title'])}",
        answering(line),
        _due(line),
        line["parts"],
        "—" if asked(line) else line["done"],
        line["state"],
    )


def _due(line: Mapping[str, Any]) -> date | str:
    if asked(line):
        return "—"
    return date.fromisoformat(line["due_on"]) if line["due_on"] else "长期"


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
