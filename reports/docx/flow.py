"""Where a document ends: its elements laid on pages as a word processor will lay them.

All lines have an exact height, so what is left to estimate is how many lines a text takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reports.docx.measures import LINE, TEXT_W, TRACKING, ems
from reports.docx.styles import styles
from reports.docx.xml import Element, tag

_TOKEN = re.compile(r"[A-Za-z0-9.,%/:;+-]+|.")
_NEVER_FIRST = set("、，。；：？！）)》”〕%")
_NEVER_LAST = set("《“（(〔")
_BORDER = 0.2  # 字 between Han and Latin
_CELL_SIDES = 170
_CELL_OVER = 70  # margins and rule of a row


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or a table row; heights in twips. Only paragraphs may be parted by a page.

    `text` are lines of the body, whose height may be changed. `head` is the height of the table's
    head, which is repeated over a row that begins a page.
    """

    lines: int
    line: int
    before: int = 0
    keeps: bool = False
    new_page: bool = False
    text: bool = False
    head: int = 0

    @property
    def height(self) -> int:
        """Height with the space above."""
        return self.before + self.lines * self.line


@dataclass(frozen=True, slots=True)
class Place:
    """A page, counted from 1, and the twips used on it."""

    page: int
    used: int


@dataclass(frozen=True, slots=True)
class _Look:
    line: int
    em: int
    first: int
    left: int
    right: int
    keeps: bool
    text: bool = False


class Flow:
    """Elements measured once, to be laid on pages as often as wanted."""

    def __init__(self, elements: Sequence[Element], width: int = TEXT_W) -> None:
        """Measure the elements in a text area of `width` twips."""
        self._count = len(elements)
        self._items = [
            (n, item) for n, element in enumerate(elements) for item in _items(element, width)
        ]

    def end(self, height: int, *, head: int = 0, line: int = LINE) -> Place:
        """Return where the elements end on pages of `height` twips.

        `head` twips at the top of page 1 are taken, `line` is the line of the body.
        """
        return self.spread(height, head=head, line=line)[1]

    def spread(
        self, height: int, *, head: int = 0, line: int = LINE
    ) -> tuple[list[list[int]], Place]:
        """Return, per element, the page of each of its lines or rows, and where the last one ends.

        The arguments are those of `end`.
        """
        items = [
            (n, replace(item, line=line) if item.text and line != LINE else item)
            for n, item in self._items
        ]
        pages: list[list[int]] = [[] for _ in range(self._count)]
        place = Place(1, head)
        start = 0
        while start < len(items):
            stop = start
            while stop < len(items) - 1 and items[stop][1].keeps:
                stop += 1
            place = _placed(items[start : stop + 1], place, height, pages)
            start = stop + 1
        return pages, place


def text_lines(text: str, width: float, first: float | None = None) -> int:
    """Return how many lines of `width` 字 a text takes, its first line `first` 字 wide."""
    return len(wrapped(text, width, first))


def wrapped(text: str, width: float, first: float | None = None) -> list[str]:
    """Return the text in lines of `width` 字, its first line `first` 字 wide."""
    return [
        line
        for n, piece in enumerate(text.split("\n"))
        for line in _wrapped_piece(piece, width, width if first is None or n else first)
    ]


def _placed(
    group: Sequence[tuple[int, Item]], place: Place, height: int, pages: list[list[int]]
) -> Place:
    """Return where a group that is kept together ends, and note the page of each line."""
    *kept, (_, last) = group
    needed = sum(item.height for _, item in kept) + last.before + last.line
    page, used = place.page, place.used
    if used and (group[0][1].new_page or used + needed > height >= needed):
        page, used = page + 1, group[0][1].head
    for n, item in group:
        used += item.before
        for _ in range(item.lines):
            if used + item.line > height and used > item.head:
                page, used = page + 1, item.head
            used += item.line
            pages[n].append(page)
    return Place(page, used)


def _items(element: Element, width: int) -> Iterator[Item]:
    if element.tag == tag("p"):
        yield _paragraph(element, width)
    elif element.tag == tag("tbl"):
        head = 0
        for row in element.iterfind(tag("tr")):
            cells = [_cell(cell) for cell in row.iterfind(tag("tc"))]
            least = row.find(f"{tag('trPr')}/{tag('trHeight')}")
            over = (
                _CELL_OVER if element.find(f"{tag('tblPr')}/{tag('tblBorders')}") is not None else 0
            )
            tall = max(sum(item.height for item in cell) for cell in cells) + over
            tall = max(tall, _number(least, "val", 0))
            yield Item(1, tall, keeps=all(i.keeps for cell in cells for i in cell), head=head)
            if row.find(f"{tag('trPr')}/{tag('tblHeader')}") is not None:
                head += tall


def _cell(cell: Element) -> list[Item]:
    width = _number(cell.find(f"{tag('tcPr')}/{tag('tcW')}"), "w", TEXT_W)
    return [_paragraph(p, width - _CELL_SIDES) for p in cell.iterfind(tag("p"))]


def _paragraph(element: Element, width: int) -> Item:
    ppr = _child(element, "pPr")
    look = _looks()[_value(_child(ppr, "pStyle"))]
    ind, spacing = _child(ppr, "ind"), _child(ppr, "spacing")
    left, right = _number(ind, "left", look.left), _number(ind, "right", look.right)
    first = _number(ind, "firstLine", 0) - _number(ind, "hanging", 0)
    first = look.first if ind is None else first
    room = (width - left - right) / look.em
    keep = _child(ppr, "keepNext")
    return Item(
        lines=text_lines(_text(element), room, room - first / look.em),
        line=_number(spacing, "line", look.line),
        text=look.text and spacing is None,
        before=_number(spacing, "before", 0) + _borders(ppr),
        keeps=look.keeps if keep is None else _value(keep) not in ("0", "false"),
        new_page=_child(ppr, "pageBreakBefore") is not None,
    )


def _borders(ppr: Element | None) -> int:
    """Return what rules and the air between them and the text add, in twips."""
    edges = _child(ppr, "pBdr")
    found = () if edges is None else tuple(edges)
    return sum(_number(e, "space", 0) * 20 + _number(e, "sz", 0) * 5 // 2 for e in found)


def _text(element: Element) -> str:
    marks = {tag("br"): "\n", tag("tab"): ""}
    return "".join(
        marks.get(piece.tag, piece.text or "")
        for run in element.iterfind(tag("r"))
        for piece in run
    )


def _wrapped_piece(text: str, width: float, first: float) -> list[str]:
    if len(text) <= first:
        return [text]
    lines, room, previous = [""], first + 0.01, ""
    for word in _TOKEN.findall(text):
        for token in _cut(word, width):
            wide = _wide(token) + (_BORDER if _parted(previous, token) else 0)
            if wide > room and previous:
                room = width + 0.01
                # a mark that must not begin a line takes the character before it along
                along = previous if token in _NEVER_FIRST or previous in _NEVER_LAST else ""
                lines[-1] = lines[-1][: len(lines[-1]) - len(along)]
                lines.append(along)
                room -= ems(along)
            lines[-1] += token
            room -= wide
            previous = token
    return lines


def _parted(before: str, after: str) -> bool:
    """Return whether Han and Latin meet: LibreOffice puts air there, autoSpaceDN or not."""
    if not before or before[-1].isascii() == after[0].isascii():
        return False
    return before[-1].isalnum() and after[0].isalnum()


@lru_cache(maxsize=8192)
def _wide(token: str) -> float:
    return ems(token)


def _cut(word: str, width: float) -> list[str]:
    """Return a word in pieces of which each has room on a line."""
    if len(word) == 1 or ems(word) <= width:
        return [word]
    long = max(int(width / ems(word[0])), 1)
    return [word[n : n + long] for n in range(0, len(word), long)]


@cache
def _looks() -> Mapping[str, _Look]:
    """Return how each style looks; `text` is whether it follows the line of the body."""
    tight = _read(styles(LINE - 1))
    return {
        name: replace(look, text=look.line != tight[name].line)
        for name, look in _read(styles()).items()
    }


def _read(part: Element) -> dict[str, _Look]:
    looks: dict[str, _Look] = {}
    for style in part.iterfind(tag("style")):
        under = looks.get(_value(_child(style, "basedOn")))
        ppr, rpr = _child(style, "pPr"), _child(style, "rPr")
        base = under or _Look(LINE, 320 + TRACKING, 0, 0, 0, keeps=False)
        ind, keep = _child(ppr, "ind"), _child(ppr, "keepNext")
        size, spacing = _child(rpr, "sz"), _child(rpr, "spacing")
        em = base.em if size is None else 10 * _number(size, "val", 32)
        if size is not None and spacing is None:
            em += TRACKING
        looks[str(style.get(tag("styleId")))] = _Look(
            line=_number(_child(ppr, "spacing"), "line", base.line),
            em=em,
            first=_number(ind, "firstLine", base.first),
            left=_number(ind, "left", base.left),
            right=_number(ind, "right", base.right),
            keeps=base.keeps if keep is None else _value(keep) not in ("0", "false"),
        )
    return looks


def _child(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(tag(name))


def _value(element: Element | None) -> str:
    return "" if element is None else str(element.get(tag("val"), ""))


def _number(element: Element | None, name: str, default: int) -> int:
    value = None if element is None else element.get(tag(name))
    return default if value is None else int(value)
