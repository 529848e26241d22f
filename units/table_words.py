"""Small words of every table that is read in: folded texts, split lists, named row errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_BRACKETS = re.compile(r"[(\[【〔〈<].*?[)\]】〕〉>]")
_SPLIT = re.compile(r"[|｜、,，;；\n]+")


@dataclass(frozen=True)
class RowError:
    """What is wrong in one cell; ``row`` is the number the spreadsheet program shows."""

    row: int
    column: str
    message: str
    sheet: str = ""

    def __str__(self) -> str:
        place = f"工作表“{self.sheet}”" if self.sheet else ""
        return f"{place}第{self.row}行“{self.column}”：{self.message}"


def fold(text: str) -> str:
    """Full-width forms made half-width, all white space gone: how words are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def fold_head(text: str) -> str:
    """A column name without its brackets and marks: ``三级指标 (必填)*`` → ``三级指标``."""
    return _BRACKETS.sub("", fold(text)).strip("*:").casefold()


def split_words(text: str) -> tuple[str, ...]:
    """The words of a list cell, split at ``|、,;`` (any width) and line ends; repeats dropped."""
    words = (word.strip() for word in _SPLIT.split(text))
    return tuple(dict.fromkeys(word for word in words if word))


def split_names(text: str) -> tuple[str, ...]:
    """Names split at ``|``; only where there is none, at ``、`` and ``;`` (a name may hold 、)."""
    if "|" in text or "｜" in text:
        parts = (part.strip() for part in text.replace("｜", "|").split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))
    return split_words(text)


def match_head(cells: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column holds which field: field code → column index (first hit wins).

    ``names`` gives the accepted folded column names of each field.
    """
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        word = fold_head(cell)
        for field, accepted in names.items():
            if word and word in accepted and field not in found:
                found[field] = index
    return found
