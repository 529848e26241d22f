"""The measures of GB/T 9704-2012 in the units of WordprocessingML.

A twip is 1/20 of a point; borders are given in 1/8 of a point; drawings in EMU (1/12700 point).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

PAGE_W, PAGE_H = 11906, 16838
# 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (规定)
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1588, 1474
TEXT_W = PAGE_W - LEFT - RIGHT
TEXT_H = PAGE_H - TOP - BOTTOM
# 5.2.3: 22 lines of 28 characters (一般). 580 gives 21 lines, and without the −5 a line holds 27.
LINE = 579
TRACKING = -5
CELL_LINE = 400  # in tables, 12 pt type

SIZE_2, SIZE_3, SIZE_4 = 44, 32, 28  # 2号 22 pt, 3号 16 pt, 4号 14 pt, in half points
EM = SIZE_3 * 10 + TRACKING  # one 字 of the body, in twips
EM_4 = SIZE_4 * 10

RED = "FF0000"


def twips(mm: float) -> int:
    """Return millimetres as twips."""
    return round(mm * 1440 / 25.4)


def emu(mm: float) -> int:
    """Return millimetres as EMU."""
    return round(mm * 36000)


def ems(text: str) -> float:
    """Return the width of a text in 字: a full-width character is 1, a half-width one 1/2.

    Characters that only format (joiners, isolates) have none.
    """
    return sum(map(_em, text))


@lru_cache(maxsize=16384)
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    return 0.0 if unicodedata.category(character) == "Cf" else 0.5
