"""From facts and words to the snapshot that is frozen when the letter is numbered."""

from datetime import date
from typing import cast

from reports.choices import HANDS_OVER, LetterKind
from reports.docx.snapshot import Annex, Block, Column, Kind, LetterSnapshot, Paragraph, Table
from reports.letters.facts import Facts
from reports.letters.filling import fill
from reports.letters.wording import Texts

ORDINALS = "一二三四五六七八九十"
# Characters of 工作要求 that a letter holds beside the rest of its first page.
INSIDE = 120


def compose(
    kind: str,
    facts: Facts,
    texts: Texts,
    *,
    number: str | None = None,
    signed_on: date | None = None,
) -> LetterSnapshot:
    """Return the document; without number and date they are printed as marked blanks."""
    head = facts.head
    numbered = kind != LetterKind.REMINDER
    return LetterSnapshot(
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
        cc=head.cc if kind == LetterKind.SUPERVISION else (),
        contacts=_contacts(facts),
    )


def _blocks(kind: str, facts: Facts, texts: Texts) -> list[Block]:
    blocks: list[Block] = [*_paragraphs(_opening(facts, texts))]
    if kind != LetterKind.SUPERVISION:
        blocks.append(_items(kind, facts))
    demands = fill(texts.get("demands", ""), facts).strip().splitlines()
    demands = [line for line in demands if line.strip()]
    if len(demands) == 1:
        blocks.append(Paragraph(0, demands[0].strip()))
    else:
        blocks += [Paragraph(0, f"{_ordinal(i)}、{line.strip()}") for i, line in enumerate(demands)]
    return blocks + _paragraphs(fill(texts.get("closing", ""), facts))


def _opening(facts: Facts, texts: Texts) -> str:
    """Return the opening; with a 同意依据 it begins with 经县委、县政府同意 (rule 2)."""
    text = fill(texts["opening"], facts)
    consent = facts.head.consent_words if facts.consent else ""
    return text if not consent or text.startswith(consent) else consent + text


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(0, line.strip()) for line in text.splitlines() if line.strip()]


def _ordinal(index: int) -> str:
    return ORDINALS[index] if index < len(ORDINALS) else str(index + 1)


def _items(kind: str, facts: Facts) -> Table:
    """Return the table of tasks; 工作要求 stands in it where a task is handed over and it is short."""
    asked = kind == LetterKind.REQUEST
    inside = kind in HANDS_OVER and not _long(facts)
    columns = [
        Column("序号", "centre", 4),
        Column("任务", "text", 14 if inside else 26),
        Column("方式" if asked else "角色", "centre", 8),
        Column("办理时限", "centre", 12),
    ]
    if inside:
        columns.insert(3, Column("工作要求", "text", 20))
    rows = []
    for i, item in enumerate(facts.items, 1):
        role = "协助" if asked else item.role
        row = [str(i), f"{item.number}{item.title}", role, item.due_words]
        if inside:
            row.insert(3, item.demand)
        rows.append(tuple(row))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _long(facts: Facts) -> bool:
    """Return whether the requirements would push the letter's end off its first pages."""
    return sum(len(item.demand) for item in facts.items) > INSIDE


def _annexes(kind: str, facts: Facts) -> tuple[Annex, ...]:
    """Return the requirements as an annex, where they are too long for the letter itself."""
    if kind not in HANDS_OVER or not _long(facts):
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


def _contacts(facts: Facts) -> tuple[str, ...]:
    """Return the parts of 附注; the builder puts them in brackets."""
    head = facts.head
    named = (("联系人", head.contact_person), ("联系电话", head.contact_phone))
    return tuple(f"{label}：{value}" for label, value in named if value)
