"""Marks that are wrong in a Chinese text: half-width, doubled, unpaired (GB/T 15834)."""

import re
from collections.abc import Iterator

_HAN = "\u4e00-\u9fff"
_HALF_WIDTH = re.compile(
    rf"[{_HAN}%％\d）》”][,;:?!][{_HAN}]"
    rf"|[{_HAN}][,;:?!]\d"
    rf"|[<‹(][{_HAN}]"
    rf"|[{_HAN}][>›)]"
)
_DOUBLED = re.compile(r"([，、；：。])\1|[，、；：][，、；：。]")
_BLANK = re.compile(rf"[{_HAN}，。；：、] +[{_HAN}]")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("〈", "〉"), ("〔", "〕"))


def marks(text: str) -> Iterator[str]:
    """Yield in Chinese what is wrong with the marks of a text, each with the place it stands at."""
    for match in _HALF_WIDTH.finditer(text):
        yield f"“{match[0]}”中的标点应为全角。"
    for match in _DOUBLED.finditer(text):
        yield f"“{match[0]}”标点重复，请删去一个。"
    for match in _BLANK.finditer(text):
        yield f"“{match[0]}”中间有空格，请删去。"
    for opened, closed in _PAIRS:
        if text.count(opened) != text.count(closed):
            yield f"“{opened}”和“{closed}”不成对，请补全或删去。"
