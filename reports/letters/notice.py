"""The document 通报: figures, words and the units to be named in; a snapshot out. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reports.docx.snapshot import Annex, Block, Column, LetterSnapshot, Paragraph, Table
from reports.letters.compose import ORDINALS
from reports.letters.facts import Head
from reports.letters.naming import Fact
from reports.letters.narrative import hour_words, moment_of
from reports.letters.punctuation import printed
from units.day_words import day_cn, month_cn

TOWNS = "各乡镇党委、政府，各街道党工委、办事处"
BODIES = "县直各有关单位"
# What a part is called on paper: 分工 is the division of the work, not one piece of it.
PARTS = "承办事项"
LEADING = "牵头（责任）单位"
LATE = (
    Column("序号", "centre", 3),
    Column("承办单位", "text", 7),
    Column("任务事项", "text", 10),
    Column("办理时限", "centre", 9),
    Column("逾期工作日", "number", 5),
    Column("办理状态", "centre", 5),
)
PROGRESS = (
    Column("序号", "centre", 2),
    Column("任务事项", "text", 11),
    Column(LEADING, "text", 10),
    Column("办理时限", "centre", 6),
    Column("承办（项）", "number", 3),
    Column("已办结（项）", "number", 3),
    Column("进展", "centre", 3),
)


def compose_notice(
    head: Head,
    figures: Mapping[str, Any],
    texts: Mapping[str, str],
    named: Sequence[Fact],
    *,
    towns: bool,
    consent: bool,
    number: str | None = None,
    signed_on: date | None = None,
    printed_on: date | None = None,
) -> LetterSnapshot:
    """Return the 通报 in 文件格式; `named` are the late facts that may be named, in order."""
    opening = texts["opening"]
    if consent and head.consent_words and not opening.startswith(head.consent_words):
        opening = head.consent_words + opening
    return LetterSnapshot(
        kind="notice",
        title=texts["title"],
        issuer=head.issuer,
        masthead=head.mark,
        number=number,
        code=head.notice_code,
        addressees=(TOWNS, BODIES) if towns else (BODIES,),
        blocks=(
            *_paragraphs(opening),
            Paragraph(1, "一、总体情况"),
            *_paragraphs(texts["overall"]),
            Paragraph(1, "二、进展和滞后情况"),
            *_paragraphs(texts["progress"]),
            *_late(figures, named),
            Paragraph(1, "三、下步要求"),
            *numbered_lines(texts["demands"]),
        ),
        annexes=(progress_annex(figures),),
        date=signed_on,
        cc=head.cc,
        printed_by=head.printed_by,
        printed_on=printed_on,
        contacts=(),
    )


def progress_annex(figures: Mapping[str, Any]) -> Annex:
    """Return the annex: one row per task, without saying which unit is late (rule 4).

    A task that only bodies were asked to help with has no date and no score there (rule 2).
    """
    period = date.fromisoformat(figures["period"])
    rows = tuple(
        (
            str(n),
            f"{line['number']}{printed(line['title'])}",
            answering(line),
            "—" if asked(line) else _day(line["due_on"]),
            str(line["parts"]),
            "—" if asked(line) else str(line["done"]),
            line["state"],
        )
        for n, line in enumerate(figures["progress"], 1)
    )
    title = f"{month_cn(period)}重点任务进展情况表"
    return Annex(title, (Table(PROGRESS, rows),), landscape=True)


def answering(line: Mapping[str, Any]) -> str:
    """Return who answers for the task of a progress line; bodies that were asked only help."""
    if line["leads"]:
        return "、".join(line["leads"])
    return f"协助单位：{'、'.join(asked(line))}" if asked(line) else "—"


def asked(line: Mapping[str, Any]) -> list[str]:
    """Return the bodies that were only asked; figures frozen in earlier versions name none."""
    return list(line.get("asked", ()))


def _late(figures: Mapping[str, Any], named: Sequence[Fact]) -> list[Block]:
    count = figures["total"]["overdue"]
    if not count:
        return []
    as_of = hour_words(moment_of(figures))
    if not named:
        return [Paragraph(0, f"截至{as_of}，有{count}项{PARTS}超过办理时限，正在按程序提醒提示。")]
    if count == 1:
        fact = named[0]
        return [
            Paragraph(
                0,
                f"截至{as_of}，{fact['unit']}承办的“{printed(fact['task_title'])}”任务办理时限为"
                f"{_day(fact['due_on'])}，{_days_late(fact)}，现为“{fact['state']}”。",
            )
        ]
    units = list(dict.fromkeys(fact["unit"] for fact in named))
    who = f"{units[0]}等{len(units)}个单位" if len(units) > 1 else units[0]
    if len(named) == count:
        words = f"截至{as_of}，{who}的{count}项{PARTS}超过办理时限，具体情况如下："
    else:
        words = (
            f"截至{as_of}，共有{count}项{PARTS}超过办理时限；"
            f"经提醒、提示和核对，{who}的{len(named)}项具体情况如下："
        )
    return [
        Paragraph(0, words),
        Table(LATE, tuple(map(_late_row, range(1, 1 + len(named)), named))),
    ]


def _late_row(n: int, fact: Fact) -> tuple[str, ...]:
    return (
        str(n),
        fact["unit"],
        f"{fact['task_number']}{printed(fact['task_title'])}",
        _day(fact["due_on"]),
        str(fact["days_late"] or "不足1"),
        fact["state"],
    )


def _days_late(fact: Fact) -> str:
    days = fact["days_late"]
    return f"已超过{days}个工作日" if days else "已超过时限（不足1个工作日）"


def numbered_lines(text: str) -> list[Block]:
    """Return one plain paragraph, or （一）… each with its first sentence as heading."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return [Paragraph(0, lines[0])]
    blocks: list[Block] = []
    for n, line in enumerate(lines):
        ordinal = ORDINALS[n] if n < len(ORDINALS) else str(n + 1)
        first, dot, rest = line.partition("。")
        heading = f"（{ordinal}）{first}{dot}"
        blocks.append(Paragraph(2, heading, rest) if rest else Paragraph(0, heading))
    return blocks


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(0, line.strip()) for line in text.splitlines() if line.strip()]


def _day(iso: str | None) -> str:
    return day_cn(date.fromisoformat(iso)) if iso else "长期"
