"""Words in 【】 follow the facts: they are filled in at composition, not when they were drafted."""

import re
from dataclasses import replace
from datetime import date

from reports.docx.snapshot import LetterSnapshot, Table
from reports.letters.facts import ON_ISSUE, Facts
from units.day_words import day_cn

BLANK = re.compile(r"【[^【】]{0,20}】")


def fill(text: str, facts: Facts) -> str:
    """Return the text with 【项数】, 【限期】 and 【截至】 replaced by what is true of `facts`.

    A blank that is unknown, or whose fact is missing, stays as it is: the lint refuses it.
    """
    known = {
        "项数": str(len(facts.items)),
        "限期": day_cn(facts.answer_by) if facts.answer_by else None,
        "截至": day_cn(facts.as_of) if facts.as_of else None,
    }
    return BLANK.sub(lambda found: known.get(found[0][1:-1]) or found[0], text)


def with_issue_day(snapshot: LetterSnapshot, day: date) -> LetterSnapshot:
    """Return the document with the day of issue in the place that was left for it."""
    blocks = tuple(
        replace(block, rows=tuple(tuple(_dated(cell, day) for cell in row) for row in block.rows))
        if isinstance(block, Table)
        else block
        for block in snapshot.blocks
    )
    return replace(snapshot, blocks=blocks)


def _dated(cell: str, day: date) -> str:
    return day_cn(day) if cell == ON_ISSUE else cell
