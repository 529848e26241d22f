"""工作专报: one A4 page for the county's leaders, and never a second one."""

from __future__ import annotations

import math
import re

from reports.docx.body import blocks
from reports.docx.flow import Place, text_lines
from reports.docx.heading import LETTER_ROOM, letter_title_lines, title_line
from reports.docx.imprint import imprint_height, with_imprint
from reports.docx.marks import fitted, mark_run
from reports.docx.measures import EM, LINE, RED, TEXT_H, TEXT_W, ems
from reports.docx.page import Section, document
from reports.docx.snapshot import Block, Form, LetterSnapshot, Paragraph, Table
from reports.docx.styles import TITLE_LINE
from reports.docx.text import blank, paragraph, run
from reports.docx.xml import Element, Value, props, w
from units.day_words import day_cn

_MARK_SIZE, _MARK_LINE = 80, 1100
_AIR = 300  # over and under the title
_HEAD = _MARK_LINE + 2 * LINE + 2 * _AIR + 200  # mark, issue, office and date, rule, air
_TIGHTEST = 480  # twips: one and a half times the type
_ROW = 460
# LibreOffice widens every border of Han and digits.
_BORDER = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
_BORDER_EMS = 0.25


class DoesNotFit(ValueError):
    """A brief that would need a second page; the message says by how much, in Chinese."""


def compose(letter: LetterSnapshot) -> bytes:
    """Return the docx; raise DoesNotFit when the text is longer than one page."""
    if sentence := too_long(letter):
        raise DoesNotFit(sentence)
    line = line_of(letter)
    body = [*_head(letter), _air(), title_line(letter), _air(), *blocks(letter.blocks)]
    used = _height(letter, line) - imprint_height(letter, LETTER_ROOM)
    pages = with_imprint([Section(body)], letter, LETTER_ROOM, ruled=True, end=Place(1, used))
    return document(letter, "plain", pages, line=line)


def too_long(letter: LetterSnapshot) -> str:
    """Return by how many lines the text is longer than one page, as a sentence; "" if it fits."""
    over = _height(letter, _TIGHTEST) - TEXT_H
    if over <= 0:
        return ""
    return f"工作专报限一页A4纸，现约超出{math.ceil(over / _TIGHTEST)}行，请删减文字或表格后重试。"


def line_of(letter: LetterSnapshot) -> int:
    """Return the widest line, in twips, with which the text stays on its page; else the tightest."""
    lines = range(LINE, _TIGHTEST, -5)
    return next((line for line in lines if _height(letter, line) <= TEXT_H), _TIGHTEST)


def _head(letter: LetterSnapshot) -> list[Element]:
    size, scale = fitted(letter.masthead or "工作专报", TEXT_W, _MARK_SIZE)
    exact: Value = {"line": _MARK_LINE, "lineRule": "exact"}
    mark = mark_run(letter.masthead or "工作专报", size, scale)
    issue = run(letter.number) if letter.number else blank("第  期")
    edge: dict[str, str | int] = {"val": "single", "sz": 12, "space": 4, "color": RED}
    end: Value = w("tabs", w("tab", val="right", pos=TEXT_W))
    date = run(day_cn(letter.date)) if letter.date else blank("    年  月  日")
    under: Value = props("pBdr", bottom=edge)
    return [
        paragraph("Masthead", mark, spacing=exact),
        paragraph("Number", issue),
        paragraph("Number", run(f"{letter.issuer}\t"), date, jc="left", tabs=end, pBdr=under),
    ]


def _air() -> Element:
    return paragraph("Plain", spacing={"line": _AIR, "lineRule": "exact"})


def _height(letter: LetterSnapshot, line: int) -> int:
    """Return the height of everything in twips, rather more than less, the text on `line`."""
    return (
        _HEAD
        + TITLE_LINE * len(letter_title_lines(letter))
        + sum(_block_height(block, line) for block in letter.blocks)
        + imprint_height(letter, LETTER_ROOM)
    )


def _block_height(block: Block, line: int) -> int:
    if isinstance(block, Paragraph):
        return line * _lines(block.text + block.rest)
    if isinstance(block, Form):
        return sum(round(row.height_mm * 57) for row in block.rows)
    return _table_height(block)


def _lines(text: str) -> int:
    """Return the lines of a paragraph with room for what a word processor adds between marks."""
    wide = ems(text) + 2 + _BORDER_EMS * len(_BORDER.findall(text))
    return max(text_lines(text, 27, 25), math.ceil(wide / 27))


def _table_height(block: Table) -> int:
    total = sum(column.width for column in block.columns) or 1
    heads = tuple(column.title for column in block.columns)
    rows = 0
    for row in (heads, *block.rows):
        fits = [TEXT_W * c.width / total - 200 for c in block.columns]
        rows += max(
            (
                math.ceil(ems(text) * 240 / max(fit, 240))
                for text, fit in zip(row, fits, strict=True)
            ),
            default=1,
        )
    return rows * _ROW + (LINE if block.caption else 0) + EM
