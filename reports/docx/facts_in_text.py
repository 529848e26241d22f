"""Facts that a text may not get wrong: limits already over, asked bodies among the late, figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from reports.docx.places import all_blocks
from reports.docx.snapshot import LetterSnapshot, Paragraph, Table

_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
# 请于3月20日17时前报送: what the letter itself asks for, not what a plan it quotes once set.
_LIMIT = re.compile(
    r"(?:请|务必)[^。；]{0,40}?((?:(\d{4})年)?(\d{1,2})月(\d{1,2})日)(?:\d{1,2}时)?(?:之|以)?前"
)
_COUNT = re.compile(r"(?<![\d.〔第])(\d+(?:\.\d+)?)(项|个单位|份|件|[%％])")
_LATE_HEAD = "逾期"
_ASKED = "协助单位"
# A limit without its year so far behind is one of the next year: 12月20日 asks 请于1月10日前.
_NEXT_YEAR = 180


def passed_limits(letter: LetterSnapshot) -> Iterator[tuple[str, str]]:
    """Yield place and words of each limit in the text that lies before the 成文日期."""
    if letter.date is None:
        return
    for place, text in _paragraphs(letter):
        for found in _LIMIT.finditer(_QUOTED.sub("", text)):
            limit = _day(found, letter.date)
            if limit is not None and limit < letter.date:
                yield place, f"文中限期{found[1]}已过，请改定限期。"


def asked_among_late(letter: LetterSnapshot, asked: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield place and words of each row of a late list that names a body that was only asked.

    `asked` are the names of such bodies (rule 2: they never stand in a late list).
    """
    for place, block in all_blocks(letter):
        if not isinstance(block, Table) or not any(_LATE_HEAD in c.title for c in block.columns):
            continue
        for n, row in enumerate(block.rows, 1):
            cells = [part.strip() for cell in row for part in cell.split("、")]
            named = [cell for cell in cells if cell in asked or cell.startswith(_ASKED)]
            for name in named:
                yield f"{place}第{n}行", f"“{name}”是协助单位，不列入逾期事项，请删去。"


def unknown_figures(letter: LetterSnapshot, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield place and words of each count of the text that is not among the `known` figures."""
    for place, text in _paragraphs(letter):
        for number, unit in dict.fromkeys(_COUNT.findall(_QUOTED.sub("", text))):
            if number not in known:
                yield place, f"“{number}{unit}”与本期通报的数据对不上，请与“用到的数”核对。"


def _paragraphs(letter: LetterSnapshot) -> Iterator[tuple[str, str]]:
    for place, block in all_blocks(letter):
        if isinstance(block, Paragraph) and place.startswith("正文"):
            yield place, block.text + block.rest


def _day(found: re.Match[str], issued: date) -> date | None:
    """Return the day of a limit; None where the calendar has none."""
    year = int(found[2]) if found[2] else issued.year
    try:
        limit = date(year, int(found[3]), int(found[4]))
        if not found[2] and (issued - limit).days > _NEXT_YEAR:
            limit = limit.replace(year=year + 1)
    except ValueError:
        return None
    return limit
