"""The number in front of an item: 一、 (一) 1. 1.1 (1) ① 第一条 任务1 ●

A style has a rank: 一、 stands above (一), (一) above 1., 1. above (1) and ①, as in the layout of
official documents (GB/T 9704). A style that is met again closes everything that it opened before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.plan.numerals import CHINESE, number_of

_CN = f"[{CHINESE}]{{1,5}}"
_HAN = r"(?=[一-龥“\"《‘(])"

# name, rank, pattern on folded text; group 1 is the number as written, group n its value.
_STYLES: tuple[tuple[str, int, str], ...] = (
    ("part", 0, rf"(第(?P<n>{_CN}|\d{{1,3}}) ?(?:部分|编|章|篇))[:、.]? *"),
    ("section", 1, rf"(第(?P<n>{_CN}|\d{{1,3}}) ?节)[:、.]? *"),
    ("chinese", 2, rf"((?P<n>{_CN})) ?[、.](?!\d) *"),
    ("chinese_paren", 3, rf"(\( ?(?P<n>{_CN}) ?\)) ?[、.:]? *"),
    ("chinese_paren", 3, rf"((?P<n>{_CN})\)) ?[、.]? *"),
    ("chinese_paren", 3, r"(?P<sign>[㈠-㈩])()[、.]? *"),
    ("article", 4, rf"(第(?P<n>{_CN}|\d{{1,3}}) ?[条项])[:、.]? *"),
    (
        "named",
        4,
        rf"((?:重点)?(?:任务|事项|项目|措施|举措|要点|清单) ?(?P<n>{_CN}|\d{{1,3}}))[:、.] *",
    ),
    ("dotted", 6, r"((?P<n>\d{1,3})(?:[.-]\d{1,3}){2,3})[.、]? *" + _HAN),
    ("dotted", 6, r"((?P<n>\d{1,3})[.-]\d{1,3})(?:[.、] *| +)" + _HAN),
    ("dotted", 6, r"((?P<n>\d{1,3})\.\d{1,3})(?=[一-龥](?<![倍万亿个元年月日]))"),
    ("arabic", 5, r"((?P<n>\d{1,3})) ?[.、](?!\d) *"),
    ("arabic", 5, r"(?P<sign>[⒈-⒛])() *"),
    ("arabic_paren", 7, r"(\( ?(?P<n>\d{1,3}) ?\)) ?[、.:]? *"),
    ("arabic_paren", 7, r"(?P<sign>[⑴-⒇])()[、.]? *"),
    ("half_paren", 8, r"((?P<n>\d{1,3})\)) ?[、.]? *"),
    ("circled", 9, r"(?P<sign>[①-⑳])()[、.:]? *"),
    ("letter", 9, r"((?P<n>[A-Za-z]))[.、)] ?" + _HAN),
)
# Only at the beginning of a line: a number and a gap, or a dot of a list.
_LOOSE: tuple[tuple[str, int, str], ...] = (
    ("chinese", 2, rf"((?P<n>{_CN})) +" + _HAN),
    ("arabic", 5, r"((?P<n>\d{1,3})) *[:,]? +" + _HAN),
    ("arabic", 5, r"((?P<n>\d{1,3}))[:,]" + _HAN),
    ("bullet", 10, r"()(?P<n>[●•▪■◆◇★▲△►▶☆※·○❖]) *"),
    ("bullet", 10, r"()(?P<n>[-*+]) +" + _HAN),
)
_STRICT_COMPILED = [(name, rank, re.compile(pattern)) for name, rank, pattern in _STYLES]
_LOOSE_COMPILED = [(name, rank, re.compile(pattern)) for name, rank, pattern in _LOOSE]
_SIGN_BASES = {"㈠": 1, "⒈": 1, "⑴": 1, "①": 1}
INLINE_STYLES = frozenset(
    ("chinese", "chinese_paren", "arabic", "arabic_paren", "half_paren", "circled")
)


@dataclass(frozen=True)
class Mark:
    """A number read at `start`; the item's words begin at `end` (indices of the passage)."""

    style: str
    rank: int
    ordinal: int | None
    written: tuple[int, int]
    start: int
    end: int


def read_mark(folded: str, position: int = 0, *, inline: bool = False) -> Mark | None:
    """The mark that begins at `position` of a folded line, or None.

    `inline` allows only marks that can stand in the middle of a line.
    """
    styles = _STRICT_COMPILED if inline else _STRICT_COMPILED + _LOOSE_COMPILED
    for name, rank, pattern in styles:
        if inline and name not in INLINE_STYLES:
            continue
        found = pattern.match(folded, position)
        if found:
            return _mark(name, rank, found)
    return None


def _mark(name: str, rank: int, found: re.Match[str]) -> Mark:
    groups = found.groupdict()
    if groups.get("sign"):
        sign = groups["sign"]
        base = max(start for start in _SIGN_BASES if start <= sign)
        ordinal: int | None = ord(sign) - ord(base) + 1
        written = found.span("sign")
    else:
        ordinal = number_of(groups["n"])
        written = found.span(1)
    if name == "dotted":
        rank, ordinal = _dotted(found.group(1), rank)
    return Mark(name, rank, ordinal, written, found.start(), found.end())


def _dotted(number: str, rank: int) -> tuple[int, int]:
    """1.2 stands below 1., 1.2.3 below 1.2; the last figure is the one that counts."""
    figures = re.split(r"[.-]", number)
    return rank + (len(figures) > 2), int(figures[-1])


def line_mark(folded: str) -> Mark | None:
    """The mark at the beginning of a line, behind blanks and behind a bullet."""
    position = len(folded) - len(folded.lstrip(" "))
    mark = read_mark(folded, position)
    if mark and mark.style == "bullet":
        return read_mark(folded, mark.end, inline=True) or mark
    return mark


def number_words(written: str) -> str:
    """A number as it is reported: without blanks around, the trailing dot, 、 or colon."""
    return written.strip().rstrip(".．、:：").strip()
