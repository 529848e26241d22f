"""Tables that were flattened to text: with |, with tabs, with box lines, or one cell per line."""

from __future__ import annotations

import re
import unicodedata

from tasks.plan.columns import is_head, kind_of
from tasks.plan.listedtables import listed_table
from tasks.plan.passage import Passage, joined
from tasks.plan.source import EMPTY_CELL, Block, Cell, Grid, Line, Source
from tasks.plan.unitnames import looks_like_unit

_BAR_LETTERS = "|│┃║"
_BARS, _TABS, _GAPS, _COMMAS, _BLANK = r"[|│┃║]", r"\t", r" {2,}|\u3000+", r",", r" +"
_SPLITTERS = (_BARS, _TABS, _GAPS, _COMMAS, _BLANK)
_WEAK = (_GAPS, _COMMAS, _BLANK)
_BOX_LINE = re.compile(r"^[ │┃|║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╟╢+─━═┄┅┈┉-]+$")
_MARKDOWN_RULE = re.compile(r"^[ |:-]*-{2,}[ |:-]*$")


def with_tables(lines: list[Passage]) -> list[Block]:
    """Lines → lines and grids. A grid begins at a head of known column names."""
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        found = _split_table(lines, index) or listed_table(lines, index)
        if found:
            grid, index = found
            blocks.append(grid)
        else:
            blocks.append(Line(lines[index]))
            index += 1
    return blocks


def tabled(source: Source) -> Source:
    """A source whose lines were looked through for tables (lines of a word processor)."""
    blocks: list[Block] = []
    run: list[Line] = []
    for block in [*source.blocks, None]:
        if isinstance(block, Line):
            run.append(block)
            continue
        blocks += _with_marks(run)
        run = []
        if block is not None:
            blocks.append(block)
    return Source(source.text, tuple(blocks))


def _with_marks(run: list[Line]) -> list[Block]:
    """Tables found among lines; the other lines stay as they were, with their numbers."""
    known = {id(line.passage): line for line in run}
    found = with_tables([line.passage for line in run])
    return [known.get(id(b.passage), b) if isinstance(b, Line) else b for b in found]


def _cells(line: Passage, splitter: str) -> list[Passage]:
    """The cells of a line; a frame of bars at both ends is none of them."""
    body = line.trimmed(" ") if splitter != _TABS else line
    if splitter == _BARS:
        body = body.part(1) if body.text[:1] in _BAR_LETTERS else body
        body = body.part(0, -1) if body.text[-1:] in _BAR_LETTERS else body
    cells, start = [], 0
    for gap in re.finditer(splitter, body.text):
        cells.append(body.part(start, gap.start()))
        start = gap.end()
    return [*cells, body.part(start)]


def _split_table(lines: list[Passage], at: int) -> tuple[Grid, int] | None:
    """A table whose head is one line cut by |, box lines, tabs, wide gaps or commas."""
    for splitter in _SPLITTERS:
        head = _cells(lines[at], splitter)
        kinds = [kind_of(cell.folded) if cell.text.strip() else "" for cell in head]
        if len(head) < 2 or not is_head(kinds):
            continue
        known = len([kind for kind in kinds if kind])
        if (splitter in _WEAK and known < 3) or (splitter == _BLANK and not all(kinds)):
            continue
        return _grid(lines, at, splitter, head)
    return None


def _grid(lines: list[Passage], at: int, splitter: str, head: list[Passage]) -> tuple[Grid, int]:
    """The rows below a head, up to the first line that is no row of it."""
    rows: list[list[Passage]] = [head]
    starts = [_column_of(lines[at], cell) for cell in head]
    index, fresh = at + 1, True
    boxed = _is_boxed(lines, at)
    while index < len(lines):
        line = lines[index]
        if _is_rule(line):
            fresh = True
        elif line.text.strip():
            cells = _cells(line, splitter)
            if not _is_row(line, cells, splitter, len(head)):
                break
            row = _fitted(cells, line, starts, splitter)
            if boxed and not fresh:
                rows[-1] = [_glued(a, b) for a, b in zip(rows[-1], row, strict=True)]
            else:
                rows.append(row)
            fresh = False
        index += 1
    cells_of = tuple(
        tuple(Cell(c.trimmed()) if c.text.strip() else EMPTY_CELL for c in row) for row in rows
    )
    span = (lines[at].span[0], max(p.span[1] for row in rows for p in row))
    return Grid(cells_of, span, lossy=True), index


def _is_rule(line: Passage) -> bool:
    body = line.text.strip()
    return bool(body) and bool(_BOX_LINE.match(body) or _MARKDOWN_RULE.match(line.folded))


def _is_row(line: Passage, cells: list[Passage], splitter: str, width: int) -> bool:
    if splitter == _BARS:
        return bool(re.search(_BARS, line.text))
    return len(cells) > 1 and not (splitter in (_GAPS, _BLANK) and len(cells) > width)


def _is_boxed(lines: list[Passage], at: int) -> bool:
    """Are the rows parted by rules, so that lines without a rule between them are one row?"""
    below = lines[at + 1 : at + 40]
    return sum(1 for line in below if _is_rule(line)) >= 2


def _fitted(cells: list[Passage], line: Passage, starts: list[int], splitter: str) -> list[Passage]:
    """A row to the width of the head: cells lost to a merge are those at the left, and in a
    table of columns set with blanks each cell stands below its head."""
    empty, width = Passage("", ()), len(starts)
    if len(cells) > width:
        return [*cells[: width - 1], joined(cells[width - 1 :], "")]
    if splitter != _GAPS or len(cells) == width:
        return [empty] * (width - len(cells)) + cells
    row, free = [empty] * width, 0
    for order, cell in enumerate(cells):
        last = width - (len(cells) - order)
        place = _column_of(line, cell)
        nearest = min(range(free, last + 1), key=lambda i: abs(starts[i] - place))
        row[nearest], free = cell, nearest + 1
    return row


def _column_of(line: Passage, cell: Passage) -> int:
    """The column on the page where a cell begins."""
    before = line.text[: max(0, cell.span[0] - line.span[0])]
    return len(before) + sum(unicodedata.east_asian_width(letter) in "WFA" for letter in before)


def _glued(above: Passage, below: Passage) -> Passage:
    """Two lines of one cell between box lines: one word torn at the edge, or two words."""
    if not above.text.strip() or not below.text.strip():
        return above if above.text.strip() else below
    filled = above.text[-1:].strip() != ""
    names = looks_like_unit(_last_word(above)) and looks_like_unit(_first_word(below))
    return joined([above.trimmed(), below.trimmed()], "\n" if names and not filled else "")


def _last_word(cell: Passage) -> str:
    return re.split(r"[、,;]", cell.folded.strip())[-1]


def _first_word(cell: Passage) -> str:
    return re.split(r"[、,;]", cell.folded.strip())[0]
