"""Full-width punctuation in Chinese sentences, as letters and notices print it."""

import re

_FULL = str.maketrans(",;:?!", "，；：？！")
_HAN = "一-龥、，；：。？！（）《》“”"
_HALF = re.compile(rf"(?<=[{_HAN}])[,;:?!]|[,;:?!](?=[{_HAN}])")
_BRACKETS = re.compile(r"[(‹<]([^()‹›<>]{1,200})[)›>]")
_CHINESE = re.compile("[一-龥]")


def full_width(text: str) -> str:
    """Half-width marks beside a Chinese character, and brackets of Chinese, become full-width.

    Letter for letter: the result is as long as `text`. Figures (1,200; 9:30) stay as they are.
    """
    text = _BRACKETS.sub(_bracket, text)
    return _HALF.sub(lambda found: found[0].translate(_FULL), text)


def _bracket(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 1) : found.start()]
    chinese = _CHINESE.search(found[1]) or _CHINESE.match(before)
    return f"（{found[1]}）" if chinese else found[0]
