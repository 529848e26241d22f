"""Why a hand-in was sent back, in the words its unit reads. Pure."""

import re
from collections.abc import Iterable

from tasks.choices import ReturnReason

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def years_named(note: str) -> list[str]:
    """Return the years that stand in the words, each once, as written: ["2023", "2024"]."""
    return list(dict.fromkeys(YEAR.findall(note)))


def reason_words(codes: Iterable[str], note: str) -> str:
    """Return the reasons ticked and the reviewer's own words as one sentence part.

    其他 is said by the words alone; the blank of 缺××年度 is filled with the years they name.
    """
    labels = [_label(code, note) for code in codes if code != ReturnReason.OTHER]
    return "；".join(filter(None, ["、".join(labels), note]))


def _label(code: str, note: str) -> str:
    if code != ReturnReason.YEAR_MISSING:
        return ReturnReason(code).label
    years = "、".join(years_named(note))
    return f"缺{years}年度" if years else "缺有关年度的材料"
