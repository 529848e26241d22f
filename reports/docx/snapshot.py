"""What a document says, without how it looks: the tree that is frozen when a letter is numbered.

Every text in here is untrusted and plain: nothing in it is ever read as markup.
Ordinals (一、 (一) 1. (1)) are part of the text, as GB/T 9704-2012, 7.3.3 has them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

TEMPLATE_VERSION = 1

Kind = Literal[
    "notice",
    "handover",
    "request",
    "prompt",
    "supervision",
    "supervision_form",
    "reminder",
    "brief",
    "report",
    "grid",
    "draft_sheet",
    "signoff_sheet",
    "call_list",
    "weekly_sheet",
]
Urgency = Literal["", "特急", "加急"]
ColumnKind = Literal["text", "number", "centre"]


class SnapshotError(ValueError):
    """Stored data that is not a snapshot; the message is a Chinese sentence naming the place."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    `level` is 0 for plain text, 1–4 for a heading with its ordinal in `text`.
    `rest` follows a heading in the same paragraph, set as plain text.
    """

    level: Literal[0, 1, 2, 3, 4]
    text: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `width` is a weight, its share of the table's full width."""

    title: str
    kind: ColumnKind = "text"
    width: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; every row has one text per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form: `text` above, `foot` (name and date to be signed) right at the bottom."""

    text: str
    label: bool = False
    span: int = 1
    foot: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form, at least `height_mm` high."""

    cells: tuple[FormCell, ...]
    height_mm: int = 10


@dataclass(frozen=True, slots=True)
class Form:
    """A form for pen and ink; `widths` are the weights of its columns."""

    widths: tuple[int, ...]
    rows: tuple[FormRow, ...]


Block = Paragraph | Table | Form


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: `title` stands in the annex note and over the annex itself."""

    title: str
    blocks: tuple[Block, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class LetterSnapshot:
    """One document, complete.

    issuer        full name of the issuing office (also the document's author)
    co_issuers    the other offices of a joint issue, in order
    masthead      发文机关标志 as printed, e.g. "中共示例县委全面依法治县委员会办公室文件"
                  (a joint issue prints the offices' names and takes only 文件 from here)
    number        发文字号, e.g. "示委法治办〔2026〕8号"; None until it is numbered (a marked blank
                  is printed); for a brief "第12期"
    code          机关代字, printed before the blank while there is no number
    signers       签发人, for documents to a higher body only
    addressees    主送机关
    recipients_in_imprint  moves 主送 to the imprint; happens by itself when they are too many
    signature     署名; empty: the issuer (and the co-issuers) sign
    date          成文日期, the day it was signed; None prints a marked blank
    sealed        a seal is put over the signature: this decides where name and date stand
    contacts      附注 lines, e.g. "联系人：…，联系电话：…"
    printed_by, printed_on  印发机关 and 印发日期 of the imprint
    """

    kind: Kind
    title: str
    issuer: str
    masthead: str = ""
    co_issuers: tuple[str, ...] = ()
    number: str | None = None
    code: str = ""
    urgency: Urgency = ""
    signers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients_in_imprint: bool = False
    blocks: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    signature: str = ""
    date: datetime.date | None = None
    sealed: bool = True
    cc: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: datetime.date | None = None
    contacts: tuple[str, ...] = ()
    template_version: int = TEMPLATE_VERSION
