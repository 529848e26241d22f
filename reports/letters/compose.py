"""From facts and words to the snapshot that is frozen when the letter is numbered."""

import re
from dataclasses import replace
from datetime import date
from typing import cast

from reports.choices import HANDS_OVER, LetterKind
from reports.docx.sheets import receipt
from reports.docx.snapshot import (
    Annex,
    Block,
    Column,
    Form,
    Kind,
    LetterSnapshot,
    Paragraph,
    Table,
)
from reports.letters.carried import Carried
from reports.letters.facts import Facts
from reports.letters.filling import fill
from reports.letters.wording import Texts

ORDINALS = "一二三四五六七八九十"
# Where a letter to a town says what it does, and what it says where a person took that out.
_ACT = re.compile(r"(?:(?<=。)|^)现[就将予]")
_SAID_SO = {f"{LetterKind.PROMPT}": "现予提示。", f"{LetterKind.SUPERVISION}": "现予督办。"}
# Characters of 工作要求 that a letter holds beside the rest of its first page.
INSIDE = 120
NOTHING = Carried()
RECEIPT_WORDS = "不便通过平台办理的，请填写所附回执送我办。"


def compose(
    kind: str,
    facts: Facts,
    texts: Texts,
    *,
    number: str | None = None,
    signed_on: date | None = None,
    carried: Carried = NOTHING,
) -> LetterSnapshot:
    """Return the document; without number and date they are printed as marked blanks.

    The 回执 of a unit that answers on paper is the last annex.
    """
    head = facts.head
    numbered = kind != LetterKind.REMINDER
    letter = LetterSnapshot(
        kind=cast(Kind, str(kind)),
        title=texts["title"],
        issuer=head.issuer,
        masthead=head.issuer if numbered else "",
        number=number,
        code=head.letter_code if numbered else "",
        addressees=(facts.addressee,),
        blocks=tuple(_blocks(kind, facts, texts)),
        annexes=_annexes(kind, facts),
        date=signed_on,
        sealed=numbered,
        cc=_copies(facts) if kind == LetterKind.SUPERVISION else (),
        contacts=_contacts(facts),
    )
    letter = carried.on(letter)
    return replace(letter, annexes=(*letter.annexes, *_receipt(kind, facts, letter.title)))


def _copies(facts: Facts) -> tuple[str, ...]:
    """Return 抄送 without the body that the letter is addressed to (县人民政府办公室)."""
    return tuple(name for name in facts.head.cc if not facts.addressee.endswith(name))


def _blocks(kind: str, facts: Facts, texts: Texts) -> list[Block]:
    blocks: list[Block] = [*_paragraphs(_opening(kind, facts, texts))]
    if kind != LetterKind.SUPERVISION:
        blocks.append(_items(kind, facts))
    asked = "\n".join(texts.get(key, "") for key in ("demands", "feedback"))
    demands = [line for line in fill(asked, facts).splitlines() if line.strip()]
    if _by_receipt(kind, facts) and "回执" not in "".join(demands):
        demands.append(RECEIPT_WORDS)
    if len(demands) == 1:
        blocks.append(Paragraph(0, demands[0].strip()))
    else:
        blocks += [Paragraph(0, f"{_ordinal(i)}、{line.strip()}") for i, line in enumerate(demands)]
    return blocks + _paragraphs(fill(texts.get("closing", ""), facts))


def _opening(kind: str, facts: Facts, texts: Texts) -> str:
    """Return the opening; with a 同意依据 it says 经县委、县政府同意 (rule 2).

    The words stand before what was agreed to: a handing over, a 提示, a 督办; never before the
    sentence that says what has not been done.
    """
    text = fill(texts["opening"], facts)
    consent = facts.head.consent_words if facts.consent else ""
    if not consent or consent in text:
        return text
    if kind in HANDS_OVER:
        return consent + text
    act = _ACT.search(text)
    if act:
        return text[: act.start()] + consent + text[act.start() :]
    said = _SAID_SO.get(f"{kind}", "现函告如下。")
    return f"{text.rstrip()}{consent}{said}"


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(0, line.strip()) for line in text.splitlines() if line.strip()]


def _ordinal(index: int) -> str:
    return ORDINALS[index] if index < len(ORDINALS) else str(index + 1)


def _items(kind: str, facts: Facts) -> Table:
    """Return the table of tasks; 工作要求 stands in it where a task is handed over and it is short."""
    if kind == LetterKind.REQUEST:
        return _asked(facts)
    inside = kind == LetterKind.HANDOVER and not _long(facts)
    led = kind == LetterKind.HANDOVER and any(item.leads for item in facts.items)
    columns = [
        Column("序号", "centre", 4),
        Column("任务", "text", 14 if inside else 26),
        Column("责任类别", "centre", 18 if led else 8),
        Column("办理时限", "centre", 12),
    ]
    if inside:
        columns.insert(3, Column("工作要求", "text", 20))
    rows = []
    for i, item in enumerate(facts.items, 1):
        role = item.role_words if kind == LetterKind.HANDOVER else item.role
        row = [str(i), f"{item.number}{item.title}", role, item.due_words]
        if inside:
            row.insert(3, item.demand)
        rows.append(tuple(row))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _asked(facts: Facts) -> Table:
    """Return what a body is asked to help with: never the government's own duties in the task."""
    columns = (
        Column("序号", "centre", 4),
        Column("拟请协助事项", "text", 34),
        Column("时间安排", "centre", 12),
    )
    rows = (
        (str(i), f"请结合职能，支持做好“{item.title}”有关工作", item.due_words)
        for i, item in enumerate(facts.items, 1)
    )
    return Table(columns=columns, rows=tuple(rows))


def _long(facts: Facts) -> bool:
    """Return whether the requirements would push the letter's end off its first pages."""
    return sum(len(item.demand) for item in facts.items) > INSIDE


def _annexes(kind: str, facts: Facts) -> tuple[Annex, ...]:
    """Return the requirements as an annex, where they are too long for the letter itself."""
    if kind != LetterKind.HANDOVER or not _long(facts):
        return ()
    columns = (
        Column("序号", "centre", 4),
        Column("任务", "text", 9),
        Column("工作要求", "text", 37),
    )
    rows = tuple(
        (str(i), f"{item.number}{item.title}", item.demand) for i, item in enumerate(facts.items, 1)
    )
    return (Annex("任务工作要求", (Table(columns, rows),)),)


def _receipt(kind: str, facts: Facts, title: str) -> tuple[Annex, ...]:
    if not _by_receipt(kind, facts):
        return ()
    return (receipt(unit=facts.addressee, subject=title),)


def has_receipt(letter: LetterSnapshot) -> bool:
    """Return whether the document brings a 回执."""
    return any(isinstance(block, Form) for annex in letter.annexes for block in annex.blocks)


def _by_receipt(kind: str, facts: Facts) -> bool:
    return kind == LetterKind.HANDOVER and facts.answers_on_paper


def _contacts(facts: Facts) -> tuple[str, ...]:
    """Return the parts of 附注; the builder puts them in brackets."""
    head = facts.head
    named = (("联系人", head.contact_person), ("联系电话", head.contact_phone))
    return tuple(f"{label}：{value}" for label, value in named if value)
