"""How wide the columns of a table are: by weight, but never too narrow for what must stay whole.

A serial number, a date, a telephone number and a short head stand in one line (实务).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reports.docx.breaking import title_lines
from reports.docx.measures import ems
from reports.docx.snapshot import Column, Form, Table

CELL_EM = 240  # 12 pt type
CELL_SIDE = 85  # twips inside a cell, left and right of its text
_AIR = 2 * CELL_SIDE + 30
# LibreOffice widens every border of Han and digits by a quarter of a digit, and Word may
_BORDER = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
_BORDER_EMS = 0.22
_SHORT = 9.0  # 字 in a centred cell or a figure that are kept in one line
_WORD = 4.0  # 字: a text column is never narrower, and a head of so many is never broken
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_PHONE = re.compile(r"\+?\d[\d-]{5,}\d")


def shares(weights: Sequence[int], width: int) -> list[int]:
    """Return `width` parted by weight; the parts add up to it exactly."""
    total = sum(weights) or 1
    edges = [width * sum(weights[:n]) // total for n in range(len(weights) + 1)]
    return [b - a for a, b in pairwise(edges)]


def table_widths(block: Table, width: int) -> list[int]:
    """Return the columns' widths in twips, together `width`.

    They follow the weights where what must stay whole has its room in them.
    """
    texts = [[row[n] for row in block.rows if n < len(row)] for n in range(len(block.columns))]
    least = [
        max([_head_ems(column.title), *(_cell_ems(text, column) for text in cells)])
        for column, cells in zip(block.columns, texts, strict=True)
    ]
    return _fitted([column.width for column in block.columns], least, width)


def form_widths(block: Form, width: int) -> list[int]:
    """Return the widths of a form's columns in twips: no label or date of one column is parted."""
    least = [0.0] * len(block.widths)
    for row in block.rows:
        at = 0
        for cell in row.cells:
            if cell.span == 1 and at < len(least):
                wanted = _head_ems(cell.text) if cell.label else _whole_ems(cell.text)
                least[at] = max(least[at], wanted)
            at += cell.span
    return _fitted(block.widths, least, width)


def head_text(title: str, width: int) -> str:
    """Return the head of a column of `width` twips, broken by meaning if it needs two lines."""
    room = (width - _AIR) / CELL_EM
    return title if ems(title) <= room else "\n".join(title_lines(title, full=room))


def cell_text(text: str, width: int) -> str:
    """Return the text of a cell; a telephone number that would be parted begins a line."""
    room = (width - _AIR) / CELL_EM
    if all(ems(line) <= room for line in text.split("\n")):
        return text
    return re.sub(rf"(?<=[^\n\d-])(?={_PHONE.pattern})", "\n", text)


def _fitted(weights: Sequence[int], least: Sequence[float], width: int) -> list[int]:
    """Return widths by weight, those too narrow widened at the cost of the others."""
    needed = [round(value * CELL_EM) + _AIR if value else 0 for value in least]
    if sum(needed) >= width:
        return shares(needed, width)
    fixed: set[int] = set()
    while True:
        free = [n for n in range(len(weights)) if n not in fixed]
        left = width - sum(needed[n] for n in fixed)
        parts = dict(zip(free, shares([weights[n] for n in free], left), strict=True))
        narrow = {n for n in free if parts[n] < needed[n]}
        if not narrow:
            return [needed[n] if n in fixed else parts[n] for n in range(len(weights))]
        fixed |= narrow


def _head_ems(title: str) -> float:
    """Return what a head needs: one line for a short one, else the wider of its two lines."""
    lines: Iterable[str] = title.split("\n")
    if "\n" not in title and ems(title) > _WORD:
        lines = title_lines(title, full=max(_WORD, ems(title) // 2 + 1))
    return max(_wide(line) for line in lines)


def _cell_ems(text: str, column: Column) -> float:
    if column.kind == "text":
        return max(_WORD, _whole_ems(text))
    wide = max(_wide(line) for line in text.split("\n"))
    return wide if wide <= _SHORT else max(_WORD, _whole_ems(text))


def _whole_ems(text: str) -> float:
    """Return the widest thing in the text that must not be parted: a date alone, a number to call."""
    atoms = _PHONE.findall(text)
    if _DATE.fullmatch(text):
        atoms.append(text)
    return max(map(_wide, atoms), default=0.0)


def _wide(text: str) -> float:
    return ems(text) + _BORDER_EMS * len(_BORDER.findall(text))
