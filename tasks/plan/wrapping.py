"""Lines torn by the width or the end of a page → paragraphs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tasks.plan.effort import spend
from tasks.plan.labels import begins_with_label
from tasks.plan.numbering import line_mark
from tasks.plan.passage import Passage, joined
from units.characters import CLOSING, OPENING

_PAGE_NUMBER = re.compile(
    r"^ *(?:[-·•~] ?\d{1,4} ?[-·•~]|-{1,3} ?\d{1,4} ?-{1,3}|第 ?\d+ ?页.*|共 ?\d+ ?页|"
    r"\d+ ?/ ?\d+ ?(?:页)?|Page \d+.*|https?://\S+.*|www\.\S+)$",
    re.IGNORECASE,
)
_TABULAR = re.compile(r"[|\t│┃║─━═]|\S {3,}\S|\S\u3000{2,}\S")
_ENDS = tuple("。;:!?)”》|、.")
_WIDTHS = range(36, 121)
_SLACK = 4


@dataclass(frozen=True)
class Row:
    """A line as it stands; `turned` if a page number stood between it and the line before."""

    passage: Passage
    turned: bool

    @property
    def width(self) -> int:
        return display_width(self.passage.text)

    @property
    def body(self) -> str:
        return self.passage.folded.strip()

    @property
    def indented(self) -> bool:
        return self.passage.folded.startswith("  ") or self.passage.text.startswith("\u3000")

    @property
    def tabular(self) -> bool:
        return bool(_TABULAR.search(self.passage.text.strip()))


@dataclass(frozen=True)
class _Page:
    """How wide the lines are, and whether paragraphs begin with an indent."""

    width: int
    indents: bool


def paragraphs(lines: list[Passage]) -> list[Passage]:
    """The lines without page numbers, with the lines of a torn paragraph put together."""
    rows = _without_page_numbers(lines)
    page = _page([row for row in rows if row.body and not row.tabular])
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _continues(groups[-1], row, page):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_joined(group) for group in groups]


def _joined(group: list[Row]) -> Passage:
    if len(group) == 1:
        return group[0].passage
    first, *rest = [row.passage for row in group]
    return joined([first, *(passage.trimmed(" ") for passage in rest)], "")


def _without_page_numbers(lines: list[Passage]) -> list[Row]:
    """Page numbers, and the blank lines around each of them, are no lines of the text."""
    rows: list[Row] = []
    turned = False
    for line in lines:
        if _PAGE_NUMBER.match(line.folded):
            turned = True
            while rows and not rows[-1].body:
                rows.pop()
        elif line.text.strip() or not turned:
            rows.append(Row(line, turned))
            turned = False
    return rows


def _page(rows: list[Row]) -> _Page | None:
    """The page that a text was broken for, or None for a text with one line per paragraph."""
    widest = max((row.width for row in rows), default=0)
    if widest not in _WIDTHS:
        return None
    full = [row.width >= widest - _SLACK for row in rows]
    begun = next((i for i, row in enumerate(rows) if row.indented), len(rows))
    loose = [i for i in range(begun + 1, len(rows)) if not rows[i].indented]
    indented = sum(row.indented for row in rows)
    if indented > 1 and loose and sum(full[i - 1] for i in loose) * 5 >= len(loose) * 4:
        return _Page(widest, indents=True)
    torn = [
        row
        for row, is_full in zip(rows, full, strict=True)
        if is_full and not row.body.endswith(_ENDS)
    ]
    many = len(rows) > 4 and sum(full) * 3 >= len(rows) and len(torn) * 2 >= sum(full)
    return _Page(widest, indents=False) if many else None


def _continues(group: list[Row], row: Row, page: _Page | None) -> bool:
    """Does the row go on where the group stopped?"""
    last = group[-1]
    if not row.body or not last.body or row.tabular or last.tabular:
        return False
    if row.turned and not _opens(row) and len(last.body) >= 12 and not last.body.endswith(_ENDS):
        return not (page and page.indents and row.indented)
    if page is None or last.width < page.width - _SLACK:
        return False
    if page.indents:
        return not row.indented
    return _bracket_is_open(group) or not _opens(row)


def _opens(row: Row) -> bool:
    """A row that begins with a number or a label."""
    return bool(line_mark(row.body)) or begins_with_label(row.body)


def _bracket_is_open(group: list[Row]) -> bool:
    words = "".join(row.passage.text for row in group)
    spend(len(words))
    opened = sum(words.count(letter) for letter in OPENING)
    return opened > sum(words.count(letter) for letter in CLOSING)


def display_width(text: str) -> int:
    """Width in columns: two for a Chinese character, one for a Latin one."""
    wide = sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text.rstrip())
    return len(text.rstrip()) + wide
