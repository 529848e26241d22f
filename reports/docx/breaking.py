"""Lines of a title: broken by meaning, as a trapezoid or a rhombus (GB/T 9704-2012, 7.3.1, 规定).

Without a grammar of Chinese, meaning is: not inside a word of the field, a name given by the
caller, 《…》, “…”, (…), a number with its unit; gladly before 关于 and after 、 or 的.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from reports.docx.measures import ems
from reports.docx.words import WORDS

FULL_LINE = 19.0  # 156 mm hold 20 characters of 22 pt; one is left for air
_MAX_LINES = 5
_UNEASY, _LINE_MORE = 20.0, 8.0  # costs: another line is tried, and what it costs itself
_FEW = 30  # places to break: trying all ways to cut stays cheap
_LONGEST = 120  # a longer text is no title; it is left to the word processor
_SPAN = re.compile(
    r"《[^《》]*》|“[^“”]*”|（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕\d*号?"
    r"|第?[\d.%—-]+(?:年度|年|月份|月|日|号|期|项|个|批|季度)?|[A-Za-z]+"
)
_NEVER_FIRST = set("、，。；：）)》”〕%的了等")
_NEVER_LAST = set("《“（(〔第")
_JOINING = set("和及与暨并")


def title_lines(text: str, names: Iterable[str] = (), full: float = FULL_LINE) -> list[str]:
    """Return the title in lines of at most `full` 字 that join to the text again.

    `names` are names of offices that must stay whole. A \\n in the text is a break its author
    wants, and then nothing else is broken. A text without any good place stays one line.
    """
    if "\n" in text:
        return text.split("\n")
    whole = tuple(sorted({n for n in names if n and ems(n) <= full}, key=len, reverse=True))
    return list(_broken(text, whole, full))


@lru_cache(maxsize=256)
def _broken(text: str, names: tuple[str, ...], full: float) -> tuple[str, ...]:
    if ems(text) <= full or len(text) > _LONGEST:
        return (text,)
    places = _places(text, names, full)
    fewest = int(-(-ems(text) // full))
    for extra in (0, 1, 2):
        found = _best(text, places, fewest + extra, full)
        if found is None:
            continue
        cost, best = found
        if cost > _UNEASY and len(places) <= _FEW:
            # one line more than needed may give a rhombus where two lines give a club
            more = _best(text, places, fewest + extra + 1, full)
            if more and more[0] + _LINE_MORE < cost:
                best = more[1]
        return tuple(best)
    return (text,)


def _places(text: str, names: Sequence[str], full: float) -> dict[int, float]:
    """Return the cost of a break at each position where one may be."""
    starts = [0]
    known = [True]
    while starts[-1] < len(text):
        length, is_word = _token(text, starts[-1], names, full)
        starts.append(starts[-1] + length)
        known.append(is_word)
    costs: dict[int, float] = {}
    for n, place in enumerate(starts[1:-1], 1):
        before, after = text[place - 1], text[place]
        if after in _NEVER_FIRST or before in _NEVER_LAST:
            continue
        costs[place] = _cost(text, place, known=known[n] and known[n + 1])
    return costs


def _cost(text: str, place: int, *, known: bool) -> float:
    before, after = text[place - 1], text[place]
    if text.startswith("关于", place):
        return -8.0
    if text.startswith("关于", place - 2):
        return 14.0
    if before in "、，的" or after in _JOINING or before.isspace():
        return 1.0
    if before in _JOINING:
        return 12.0
    if before == "委" and text[place - 2] in "省市县区":
        return 2.0  # 中共示例县委 and the name of its body
    if before in "省市县区":
        return 5.0  # after the name of a place, which no list of words knows
    return 3.0 if known else 25.0


def _token(text: str, start: int, names: Sequence[str], full: float) -> tuple[int, bool]:
    """Return the length of what stands at `start` and must stay whole, and whether it is known.

    What is longer than a line cannot stay whole: then its words do.
    """
    for name in names:
        if text.startswith(name, start):
            return len(name), True
    span = _SPAN.match(text, start)
    if span and ems(span[0]) <= full:
        return span.end() - start, True
    for length in range(min(14, len(text) - start), 1, -1):
        word = text[start : start + length]
        if word in WORDS and ems(word) <= full:
            return length, True
    return 1, text[start] in _JOINING or text[start] in "、的函"


def _best(
    text: str, places: dict[int, float], lines: int, full: float
) -> tuple[float, list[str]] | None:
    """Return the least cost and the text in exactly so many lines, None if they do not hold it."""
    if lines > _MAX_LINES:
        return None
    found: tuple[float, list[str]] | None = None
    for cuts in _cuts(text, sorted(places), 0, lines, full):
        parts = [text[a:b] for a, b in pairwise((0, *cuts, len(text)))]
        cost = sum(places[cut] for cut in cuts) + _shape([ems(part) for part in parts])
        if found is None or cost < found[0]:
            found = (cost, parts)
    return found


def _cuts(
    text: str, places: Sequence[int], start: int, lines: int, full: float
) -> Iterator[tuple[int, ...]]:
    """Yield every way to cut the rest into so many lines that each hold what they get.

    Leaving out at once what the remaining lines cannot hold keeps even a hostile title cheap.
    """
    if lines == 1:
        if ems(text[start:]) <= full:
            yield ()
        return
    for place in places:
        if place <= start or ems(text[place:]) > (lines - 1) * full:
            continue
        if ems(text[start:place]) > full:
            return
        for rest in _cuts(text, places, place, lines - 1, full):
            yield (place, *rest)


def _shape(widths: Sequence[float]) -> float:
    """Return how far the lines are from a trapezoid or rhombus that is easy on the eye."""
    widest, narrowest = max(widths), min(widths)
    cost = (widest - narrowest) * 0.6
    if widest - narrowest < 1:
        cost += 3  # a rectangle is neither
    rhombus = len(widths) == 3 and widths[1] == widest and abs(widths[0] - widths[2]) <= 4
    if narrowest < widest * 0.4 and not rhombus:
        cost += 30 if len(widths) == 2 else 12
    valleys = sum(b < a and b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
    return cost + 30 * valleys
