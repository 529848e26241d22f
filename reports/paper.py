"""A document as a list of typed blocks, for the paper page shown on screen.

What stands where (主送 moved to the imprint, lines of the title) is decided as for the docx.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reports.docx.annexes import WIDE
from reports.docx.columns import head_text, table_widths
from reports.docx.heading import FILE_ROOM, LETTER_ROOM, in_imprint, joined, letter_title_lines
from reports.docx.measures import TEXT_W
from reports.docx.signature import joint_rows, name_lines, note_text
from reports.docx.snapshot import Block, Column, Form, FormRow, LetterSnapshot, Paragraph, Table
from units.day_words import day_cn

Role = Literal[
    "urgency",
    "masthead",
    "number",
    "signers",
    "issue",
    "rule",
    "title",
    "addressees",
    "body",
    "heading",
    "caption",
    "table",
    "form",
    "annex_note",
    "signature",
    "date",
    "note",
    "annex_mark",
    "annex_title",
    "imprint",
    "printed",
]
Format = Literal["file", "letter", "plain"]
LETTERS = frozenset({"handover", "request", "prompt", "supervision"})
FILES = frozenset({"notice", "report"})


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """One block; only the fields that its role needs are filled.

    `rest` follows `text` in the plain face; `blank` marks what is still to be filled in;
    `goes_on` is a paragraph that began on the page before, `beside` are the names of offices that
    stand at the left of this one.
    """

    role: Role
    text: str = ""
    rest: str = ""
    level: int = 0
    blank: bool = False
    wide: bool = False
    goes_on: bool = False
    beside: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    form_rows: tuple[FormRow, ...] = ()
    form_widths: tuple[int, ...] = ()

    @property
    def shares(self) -> list[float]:
        """The width of each column in percent, as in the docx."""
        widths = self._widths
        return [round(100 * width / sum(widths), 2) for width in widths]

    @property
    def form_shares(self) -> list[float]:
        """The width of each column of a form in percent."""
        total = sum(self.form_widths) or 1
        return [round(100 * width / total, 2) for width in self.form_widths]

    @property
    def heads(self) -> list[str]:
        """The heads of the columns, broken where the docx breaks them."""
        pairs = zip(self.columns, self._widths, strict=True)
        return [head_text(column.title, width) for column, width in pairs]

    @property
    def _widths(self) -> list[int]:
        return table_widths(Table(self.columns, self.rows), WIDE if self.wide else TEXT_W)

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows of a table: text and kind of column (text, number, centre) of each cell."""
        kinds = [column.kind for column in self.columns]
        return [list(zip(row, kinds, strict=True)) for row in self.rows]


def paper_format(snapshot: LetterSnapshot) -> Format:
    """Return which of the formats the kind is printed in."""
    if snapshot.kind in LETTERS:
        return "letter"
    return "file" if snapshot.kind in FILES else "plain"


def paper_blocks(snapshot: LetterSnapshot) -> list[PaperBlock]:
    """Return the blocks of the document from top to bottom; texts are plain and unescaped."""
    room = FILE_ROOM if snapshot.kind in FILES else LETTER_ROOM
    moved = in_imprint(snapshot, room)
    blocks = [*_head(snapshot), *_title(snapshot)]
    if snapshot.kind == "supervision_form" and snapshot.number:
        blocks.append(PaperBlock("issue", rest=snapshot.number))
    if snapshot.addressees and not moved:
        blocks.append(PaperBlock("addressees", f"{joined(snapshot.addressees)}："))
    blocks += _content(snapshot.blocks)
    if snapshot.kind in FILES | LETTERS | {"reminder"}:
        blocks += _end(snapshot)
    else:
        blocks += [PaperBlock("note", line) for line in snapshot.contacts]
    for n, annex in enumerate(snapshot.annexes, 1):
        mark = f"附件{n}" if len(snapshot.annexes) > 1 else "附件"
        blocks.append(PaperBlock("annex_mark", mark, wide=annex.landscape))
        blocks.append(PaperBlock("annex_title", annex.title, wide=annex.landscape))
        blocks += _content(annex.blocks, wide=annex.landscape)
    return [*blocks, *_imprint(snapshot, moved=moved)]


def _head(letter: LetterSnapshot) -> Iterator[PaperBlock]:
    if letter.kind not in FILES | LETTERS | {"brief"}:
        return
    if letter.urgency and letter.kind not in LETTERS:
        yield PaperBlock("urgency", letter.urgency)
    joint = letter.kind in FILES and bool(letter.co_issuers)
    yield PaperBlock("masthead", _mark(letter), rest="文件" if joint else "")
    if letter.kind in LETTERS:
        yield PaperBlock("rule")
    blank = "第  期" if letter.kind == "brief" else f"{letter.code}〔    〕  号"
    # in a 信函 urgency stands under the rule, on the line of the number (10.1)
    urgency = letter.urgency if letter.kind in LETTERS else ""
    yield PaperBlock("number", letter.number or blank, rest=urgency, blank=letter.number is None)
    if letter.signers:
        yield PaperBlock("signers", "  ".join(letter.signers))
    if letter.kind == "brief":
        when = day_cn(letter.date) if letter.date else "    年  月  日"
        yield PaperBlock("issue", letter.issuer, when, blank=letter.date is None)
    if letter.kind not in LETTERS:
        yield PaperBlock("rule")


def _mark(letter: LetterSnapshot) -> str:
    if letter.kind in FILES and letter.co_issuers:
        return "\n".join((letter.issuer, *letter.co_issuers))
    if letter.kind in FILES:
        return letter.masthead or f"{letter.issuer}文件"
    return letter.masthead or ("工作专报" if letter.kind == "brief" else letter.issuer)


def _title(letter: LetterSnapshot) -> list[PaperBlock]:
    return [PaperBlock("title", "\n".join(letter_title_lines(letter)))]


def _content(blocks: Sequence[Block], *, wide: bool = False) -> Iterator[PaperBlock]:
    for block in blocks:
        if isinstance(block, Paragraph):
            role: Role = "heading" if block.level else "body"
            yield PaperBlock(role, block.text, block.rest, block.level, wide=wide)
        elif isinstance(block, Form):
            yield PaperBlock("form", form_rows=block.rows, form_widths=block.widths, wide=wide)
        else:
            if block.caption:
                yield PaperBlock("caption", block.caption, wide=wide)
            yield PaperBlock("table", columns=block.columns, rows=block.rows, wide=wide)


def _end(letter: LetterSnapshot) -> Iterator[PaperBlock]:
    for n, annex in enumerate(letter.annexes, 1):
        label = "附件：" if n == 1 else "　　　"  # the names stand under each other
        number = f"{n}. " if len(letter.annexes) > 1 else ""
        yield PaperBlock("annex_note", f"{label}{number}{annex.title}")
    yield from _signatures(letter)
    when = day_cn(letter.date) if letter.date else "    年  月  日"
    yield PaperBlock("date", when, blank=letter.date is None)
    if letter.contacts:
        yield PaperBlock("note", note_text(letter.contacts))


def _signatures(letter: LetterSnapshot) -> Iterator[PaperBlock]:
    names = (letter.signature or letter.issuer, *letter.co_issuers)
    if not letter.sealed:
        yield from (PaperBlock("signature", name) for name in names)
    elif len(names) == 1:
        yield PaperBlock("signature", "\n".join(name_lines(names[0], letter)))
    else:
        for _, parts in joint_rows(names, letter):
            *beside, last = ("\n".join(lines) for lines in parts)
            yield PaperBlock("signature", last, beside=tuple(beside))


def _imprint(letter: LetterSnapshot, *, moved: bool) -> Iterator[PaperBlock]:
    if letter.addressees and moved:
        yield PaperBlock("imprint", f"主送：{joined(letter.addressees)}。")
    if letter.cc:
        label = "报送：" if letter.kind == "brief" else "抄送："
        yield PaperBlock("imprint", f"{label}{joined(letter.cc)}。")
    if letter.kind not in LETTERS and (letter.printed_by or letter.printed_on):
        when = f"{day_cn(letter.printed_on)}印发" if letter.printed_on else "    年  月  日印发"
        yield PaperBlock("printed", letter.printed_by, when, blank=letter.printed_on is None)
