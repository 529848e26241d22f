"""Half-width marks of a plan's text as they are printed in a letter; the plan itself stays as it is.

GB/T 15834: brackets and stops between Chinese characters are full-width.
"""

import re

HAN = "\u4e00-\u9fff"
# The text inside begins with a Chinese character: 各乡镇<街道办>, not <5%.
_ANGLED = re.compile(rf"[<‹]([{HAN}][^<>‹›]*)[>›]")
_ROUND = re.compile(rf"\(([^()]*[{HAN}][^()]*)\)")
_TITLE = re.compile(r"《[^《》]*》")
_STOP = re.compile(rf"(?<=[{HAN}）》”])([,;:?!])(?=[{HAN}（《“])")
_FULL = str.maketrans(",;:?!", "，；：？！")


def printed(text: str) -> str:
    """Return a text with full-width brackets and stops; inside 《》 a pair of < > is 〈〉."""
    text = _TITLE.sub(lambda title: _ANGLED.sub(r"〈\1〉", title[0]), text)
    text = _ROUND.sub(r"（\1）", _ANGLED.sub(r"（\1）", text))
    return _STOP.sub(lambda stop: stop[1].translate(_FULL), text)
