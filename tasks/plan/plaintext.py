"""Pasted text → lines: page noise dropped, lines broken by a page's width joined again."""

from __future__ import annotations

import re
import unicodedata

from tasks.plan.labels import find_labels
from tasks.plan.numbering import line_mark
from tasks.plan.passage import Passage, joined
from tasks.plan.source import Source
from tasks.plan.texttables import with_tables

_PAGE = re.compile(
    r"^ *(?:[-·•~] ?\d{1,4} ?[-·•~]|-{1,3} ?\d{1,4} ?-{1,3}|第 ?\d+ ?页.*|共 ?\d+ ?页|\d+ ?/ ?\d+ ?(?:页)?|Page \d+.*|"
    r"https?://\S+.*|www\.\S+)$",
    re.IGNORECASE,
)
_TABULAR = re.compile(r"[|\t│┃║─━═]| {3,}|\u3000{2,}")
_ENDS = tuple("。;:!?)”》|,、.")
_MIN_WIDTH = 36


def read_plain(text: str) -> Source:
    """A source whose spans are offsets of `text` itself."""
    lines = _without_pages(_lines(text))
    return Source(text, tuple(with_tables(unwrapped(lines))))


def _without_pages(lines: list[Passage]) -> list[Passage]:
    """The lines without page numbers and without the blank lines around each of them."""
    kept: list[Passage] = []
    turned = False
    for line in lines:
        if _PAGE.match(line.folded):
            turned = True
            while kept and not kept[-1].text.strip():
                kept.pop()
        elif line.text.strip() or not turned:
            if turned and kept and _cut_off(kept[-1], line):
                kept[-1] = joined([kept[-1].trimmed(" "), line.trimmed(" ")], "")
            else:
                kept.append(line)
            turned = False
    return kept


def _cut_off(head: Passage, line: Passage) -> bool:
    """Was a paragraph cut by the end of the page? Only if it ends within a sentence."""
    folded = head.folded.rstrip()
    whole = folded.endswith(_ENDS) or len(folded) < 12
    return (
        not whole
        and not line_mark(line.folded)
        and not find_labels(line.folded)
        and not _TABULAR.search(head.text.strip())
    )


def _lines(text: str) -> list[Passage]:
    found, start = [], 0
    for line in re.split(r"\r\n|[\n\r\u2028\u2029\x0c]", text):
        found.append(Passage(line, range(start, start + len(line))))
        start += len(line) + (2 if text[start + len(line) : start + len(line) + 2] == "\r\n" else 1)
    return found


def unwrapped(lines: list[Passage]) -> list[Passage]:
    """Lines of one paragraph joined, if the text was broken at a fixed width; else as they are."""
    plain = [
        line for line in lines if line.folded.strip() and not _TABULAR.search(line.text.strip())
    ]
    widths = [display_width(line.folded) for line in plain]
    limit = _page_width(widths)
    if limit is None:
        return lines
    result: list[Passage] = []
    for line in lines:
        if result and _runs_on(result[-1], line, limit):
            head = result.pop()
            result.append(_Wrapped.join(head, line))
        else:
            result.append(line)
    return result


class _Wrapped:
    """Joins two lines; the width of the last one decides whether the paragraph goes on."""

    @staticmethod
    def join(head: Passage, tail: Passage) -> Passage:
        body = tail.trimmed(" ")
        whole = joined([head.trimmed("\n"), body], "")
        object.__setattr__(whole, "last_width", display_width(tail.folded))
        return whole


def _runs_on(head: Passage, line: Passage, limit: int) -> bool:
    width = getattr(head, "last_width", display_width(head.folded))
    body = line.folded.strip()
    if not body or not head.folded.strip() or width < limit - 4:
        return False
    if _TABULAR.search(body) or _TABULAR.search(head.text.strip()):
        return False
    labels = find_labels(body)
    if labels and not labels[0].start:
        return False
    indented = line.folded.startswith("  ") and not head.folded.startswith("  ")
    mark = line_mark(line.folded)
    if mark and (width < limit or head.folded.rstrip()[-1] in "。;"):
        return False
    return not (indented and head.folded.rstrip().endswith(("。", ";", ":")))


def _page_width(widths: list[int]) -> int | None:
    """The width at which lines were broken: many lines end near it and none goes beyond it."""
    if len(widths) < 8:
        return None
    widest = max(widths)
    full = sum(1 for width in widths if width >= widest - 4)
    return widest if _MIN_WIDTH <= widest <= 120 and full * 3 >= len(widths) else None


def display_width(folded: str) -> int:
    """Width in columns: two for a Chinese character, one for a Latin one."""
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in folded.rstrip()
    )
