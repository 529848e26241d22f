"""The document 通报: figures, words and the units to be named in; a snapshot out. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from reports.docx.snapshot import Block, LetterSnapshot, Paragraph, Table
from reports.letters.compose import ORDINALS
from reports.letters.facts import Head
from reports.letters.naming import Fact
from reports.letters.narrative import hour_words, moment_of
from reports.letters.notice_annexes import DEFAULT, LATE, Listed, late_rows, listed, on_paper
from reports.letters.punctuation import printed
from units.day_words import day_cn

TOWNS = "各乡镇党委、政府，各街道党工委、办事处"
BODIES = "县直各有关单位"
# What a part is called on paper: 分工 is the division of the work, not one piece of it.
MATTERS = "承办事项"


def compose_notice(
    head: Head,
    figures: Mapping[str, Any],
    texts: Mapping[str, str],
    named: Sequence[Fact],
    *,
    towns: bool,
    consent: bool,
    annexes: Collection[str] = DEFAULT,
    number: str | None = None,
    signed_on: date | None = None,
    printed_on: date | None = None,
) -> LetterSnapshot:
    """Return the 通报 in 文件格式; `named` are the late facts that may be named, in order.

    `annexes` are keys of `notice_annexes.ANNEXES`: the late list stands in the text or as an annex.
    """
    lists = listed(figures, named, annexes)
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
            *_late(figures, named, _at(lists, "late")),
            Paragraph(1, "三、下步要求"),
            *_demands(texts["demands"]),
        ),
        annexes=tuple(one.as_annex() for one in lists),
        date=signed_on,
        cc=head.cc,
        printed_by=head.printed_by,
        printed_on=printed_on,
        contacts=(),
    )


def _at(lists: Sequence[Listed], name: str) -> str:
    """Return 附件2, where the list of that name is annexed; "" where it is not."""
    names = [one.name for one in lists]
    if name not in names:
        return ""
    return f"附件{names.index(name) + 1}" if len(names) > 1 else "附件"


def _late(figures: Mapping[str, Any], named: Sequence[Fact], annex: str) -> list[Block]:
    count = figures["total"]["overdue"]
    if not count:
        return []
    as_of = hour_words(moment_of(figures))
    if not named:
        return [
            Paragraph(0, f"截至{as_of}，有{count}项{MATTERS}超过办理时限，正在按程序提醒提示。")
        ]
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
    told = f"具体情况见{annex}。" if annex else "具体情况如下："
    if len(named) == count:
        words = f"截至{as_of}，{who}的{count}项{MATTERS}超过办理时限，{told}"
    else:
        words = (
            f"截至{as_of}，共有{count}项{MATTERS}超过办理时限；"
            f"经提醒、提示和核对，{who}的{len(named)}项{told}"
        )
    if annex:
        return [Paragraph(0, words)]
    return [Paragraph(0, words), Table(LATE, on_paper(late_rows(named)))]


def _days_late(fact: Fact) -> str:
    days = fact["days_late"]
    return f"已超过{days}个工作日" if days else "已超过时限（不足1个工作日）"


def _demands(text: str) -> list[Block]:
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
