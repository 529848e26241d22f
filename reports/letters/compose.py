"""From facts and words to the snapshot that is frozen when the letter is numbered."""

from datetime import date
from typing import cast

from reports.choices import LetterKind
from reports.docx.snapshot import Block, Column, Kind, LetterSnapshot, Paragraph, Table
from reports.letters.facts import Facts
from reports.letters.filling import fill
from reports.letters.wording import Texts

ORDINALS = "一二三四五六七八九十"


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
    columns = [Column("序号", "centre", 2), Column("任务", "text", 9), Column("角色", "centre", 3)]
    if kind == LetterKind.REQUEST:
        columns[2] = Column("方式", "centre", 3)
    columns.append(Column("工作要求", "text", 16))
    columns.append(Column("办理时限", "centre", 5))
    rows = tuple(
        (
            str(i),
            f"{item.number}{item.title}",
            "协助" if kind == LetterKind.REQUEST else item.role,
            item.requirement,
            item.due_words,
        )
        for i, item in enumerate(facts.items, 1)
    )
    return Table(columns=tuple(columns), rows=rows)


def _contacts(facts: Facts) -> tuple[str, ...]:
    """Return the parts of 附注; the builder puts them in brackets."""
    head = facts.head
    named = (("联系人", head.contact_person), ("联系电话", head.contact_phone))
    return tuple(f"{label}：{value}" for label, value in named if value)
