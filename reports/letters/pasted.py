"""An annex as the office types or pastes it, read into blocks. Pure.

Lines with tabs, as WPS and Excel give them to the clipboard, are a table whose first line is its
head; an empty line ends it. Every other line is a paragraph. Nothing of a text is lost.
"""

import re
from collections.abc import Iterator, Sequence

from reports.docx.measures import ems
from reports.docx.snapshot import Annex, Block, Column, Paragraph, Table

MOST_COLUMNS = 12
MOST_LINES = 1000
# A cell of several lines comes in quotation marks, its own ones doubled.
_QUOTED = re.compile(r'(?<![^\t\n])"((?:[^"\t]|"")*)"(?![^\t\n])')
_LINE_IN_CELL = "\x0b"
_FIGURE = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?%?")
_HEADING = re.compile(r"([一二三四五六七八九十百]+、)|（[一二三四五六七八九十百]+）")
_ENDS = tuple("。；：，！？")
_SHORT = 6.0  # 字: a column whose cells are no longer is centred, as one of dates is
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?")
_WIDEST = 24.0  # 字: more in a cell gives its column no more weight

Row = tuple[int, list[str]]


class NotRead(ValueError):
    """A table that cannot be set; the message says in Chinese where, and what to do."""


def annex_of(title: str, text: str, *, landscape: bool = False) -> Annex:
    """Return the annex; raises NotRead naming the line of a table that cannot be set."""
    return Annex(title, tuple(_blocks(text)), landscape)


def _blocks(text: str) -> Iterator[Block]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(_LINE_IN_CELL, "\n")
    if text.count("\n") >= MOST_LINES:
        raise NotRead(f"附件最多{MOST_LINES}行，请精简，或者分成几个附件。")
    if "\t" in text:
        text = _QUOTED.sub(_in_one_line, text)
    rows: list[Row] = []
    for n, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            rows.append((n, [_cell(cell) for cell in line.split("\t")]))
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line.strip():
            yield _paragraph(line.strip())
    if rows:
        yield _table(rows)


def _in_one_line(found: re.Match[str]) -> str:
    """Return a quoted cell without its marks; one of a single line is text as it stands."""
    if "\n" not in found[1]:
        return found[0]
    return found[1].replace('""', '"').replace("\n", _LINE_IN_CELL)


def _cell(text: str) -> str:
    return text.replace(_LINE_IN_CELL, "\n").strip()


def _paragraph(text: str) -> Paragraph:
    """Return a paragraph; a short line that begins with 一、 or （一） is a heading."""
    found = _HEADING.match(text)
    if found and not text.endswith(_ENDS) and ems(text) < _WIDEST:
        return Paragraph(1 if found[1] else 2, text)
    return Paragraph(0, text)


def _table(rows: Sequence[Row]) -> Table:
    (first, head), *body = rows
    while head and not head[-1]:
        head = head[:-1]
    if not head or not all(head):
        raise NotRead(f"第{first}行是表头，有的格没有列名，请补上。")
    if len(head) > MOST_COLUMNS:
        raise NotRead(f"第{first}行的表头有{len(head)}列，最多{MOST_COLUMNS}列，请分成几张表。")
    if not body:
        raise NotRead(f"第{first}行只有表头，下面没有内容；表头和内容之间不留空行。")
    cells = [_filled(n, row, len(head)) for n, row in body]
    columns = [_column(title, texts) for title, *texts in zip(head, *cells, strict=True)]
    return Table(tuple(columns), tuple(cells))


def _filled(n: int, row: Sequence[str], wide: int) -> tuple[str, ...]:
    """Return the cells of a row; those left away at its end are empty."""
    if any(row[wide:]):
        raise NotRead(f"第{n}行有{len(row)}格，表头只有{wide}列，请核对。")
    return (*row[:wide], *[""] * (wide - len(row)))


def _column(title: str, cells: Sequence[str]) -> Column:
    """Return a column as wide as its texts need: figures right, short words centred."""
    filled = [cell for cell in cells if cell]
    widest = max(ems(line) for text in (title, *cells) for line in text.split("\n"))
    width = round(min(max(widest, 2), _WIDEST))
    if title != "序号" and filled and all(_FIGURE.fullmatch(cell) for cell in filled):
        return Column(title, "number", width)
    lines = [line for cell in filled for line in cell.split("\n")]
    short = all(ems(line) <= _SHORT or _DATE.fullmatch(line) for line in lines)
    return Column(title, "centre" if short else "text", width)
