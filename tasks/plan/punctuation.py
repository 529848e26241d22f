"""Full-width punctuation in Chinese sentences, as letters and notices print it."""

import re

from tasks.plan.numerals import CHINESE

_FULL = str.maketrans(",;:?!", "，；：？！")
_HAN = "一-龥、，；：。？！（）《》“”"
_HALF = re.compile(rf"(?<=[{_HAN}])[,;:?!]|[,;:?!](?=[{_HAN}])")
_BRACKETS = re.compile(r"(\()([^()‹›<>]{1,200})\)|([‹<])([^()‹›<>]{1,200})[›>]")
_CHINESE_NUMBER = re.compile(f"[{CHINESE}]+")
_CHINESE = re.compile("[一-龥]")


def full_width(text: str) -> str:
    """Half-width marks beside a Chinese character, and brackets of Chinese, become full-width.

    Letter for letter: the result is as long as `text`. Figures (1,200; 9:30) stay as they are.
    """
    text = _BRACKETS.sub(_bracket, text)
    return _HALF.sub(lambda found: found[0].translate(_FULL), text)


def _bracket(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 1) : found.start()]
    inside = found[2] or found[4]
    # Behind a word (2026) is a bracket of the sentence, <b> is a tag wherever it stands.
    chinese = _CHINESE.search(inside) or (found[1] and _CHINESE.match(before))
    return f"（{inside}）" if chinese else found[0]


def official_number(read: str) -> str:
    """An item's number as it stands before its title: (一) → （一）, 一 → 一、, 1 → 1.

    The styles of GB/T 9704; numbers of other styles (第三条, ①, 1.2) stay as they are.
    """
    number = re.sub(r"^[(（]\s*(.+?)\s*[)）]$", r"（\1）", read.strip())
    if _CHINESE_NUMBER.fullmatch(number):
        return f"{number}、"
    return f"{number}." if number.isdecimal() else number
