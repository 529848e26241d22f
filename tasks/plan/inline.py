"""Items that run on in one line: 「1.推进改革。(1)……(甲局负责)(2)……(乙局负责)」"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from tasks.plan.assignments import read_assignment
from tasks.plan.numbering import Mark, line_mark, read_mark
from tasks.plan.passage import Passage
from tasks.plan.source import Line

_MAY_BEGIN = re.compile(r"(?<=[。;:)”|\s])(?=[(\d一二三四五六七八九十①-⑳⑴-⒇㈠-㈩⒈-⒛])")
_SHORT_HEADING = 30


@dataclass(frozen=True)
class Piece:
    """A part of a line that begins with `mark` (or with none: plain words)."""

    passage: Passage
    mark: Mark | None


def split_line(line: Line) -> list[Piece]:
    """The line as one piece, or as several where each further number opens an item of its own.

    A number in the middle opens an item only if the pieces are told apart by who is responsible:
    「(1)…;(2)…。(甲局负责)」 is one item with two points.
    """
    passage = line.passage
    first = _auto_mark(line) or line_mark(passage.folded)
    head = Piece(passage, first)
    cuts = _chain(passage, first)
    if not cuts:
        return [head]
    bounds = [0, *(mark.start for mark in cuts), len(passage.folded)]
    pieces = [Piece(passage.part(0, bounds[1]), first)]
    for mark, start, end in zip(cuts, bounds[1:], bounds[2:], strict=False):
        moved = replace(
            mark,
            start=0,
            end=mark.end - start,
            written=(mark.written[0] - start, mark.written[1] - start),
        )
        pieces.append(Piece(passage.part(start, end), moved))
    return pieces if _told_apart(pieces) else [head]


def _auto_mark(line: Line) -> Mark | None:
    """An automatic number is a number, whatever it looks like."""
    if not line.auto:
        return None
    folded = line.passage.folded
    mark = read_mark(folded)
    if mark and mark.end >= line.auto:
        return mark
    end = line.auto + len(folded[line.auto :]) - len(folded[line.auto :].lstrip(" "))
    if mark:
        return replace(mark, written=(0, line.auto), end=end)
    style = re.sub(r"\d+|[一二三四五六七八九十]+", "#", folded[: line.auto])
    return Mark(f"auto {style}", 5, None, (0, line.auto), 0, end)


def _chain(passage: Passage, first: Mark | None) -> list[Mark]:
    """Marks inside the line that count on: 1 for a new style, else the one before plus one."""
    counts: dict[tuple[int, str], int] = {}
    if first and first.ordinal is not None:
        counts[(first.rank, first.style)] = first.ordinal
    cuts = []
    for place in _MAY_BEGIN.finditer(passage.folded, (first.end if first else 0) + 1):
        mark = read_mark(passage.folded, place.start(), inline=True)
        if not mark or mark.ordinal is None:
            continue
        key = (mark.rank, mark.style)
        if mark.ordinal == counts.get(key, 0) + 1:
            counts = {other: n for other, n in counts.items() if other[0] < mark.rank}
            counts[key] = mark.ordinal
            cuts.append(mark)
    return cuts


def _told_apart(pieces: list[Piece]) -> bool:
    """Most of the lowest pieces name their own units."""
    lowest = [
        piece
        for piece, following in zip_longest(pieces, pieces[1:])
        if piece.mark
        and not (following and following.mark and following.mark.rank > piece.mark.rank)
    ]
    if not lowest:
        return False
    assigned = [piece for piece in lowest if read_assignment(piece.passage, sentences=False).units]
    if len(lowest) == 1:
        return bool(assigned) and len(pieces[0].passage.folded.strip()) <= _SHORT_HEADING
    return 2 * len(assigned) > len(lowest) or (
        2 * len(assigned) == len(lowest) and lowest[-1] not in assigned
    )
