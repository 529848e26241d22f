"""Words in 【】 follow the facts: they are filled in at composition, not when they were drafted."""

import re
from dataclasses import replace
from datetime import date

from reports.docx.snapshot import LetterSnapshot, Table
from reports.letters.facts import ON_ISSUE, Facts
from reports.letters.situation import counted, how_due, the_limit, what_lacks
from units.day_words import day_cn

BLANK = re.compile(r"【[^【】]{0,20}】")


def fill(text: str, facts: Facts) -> str:
    """Return the text with its blanks replaced by what is true of `facts`.

    【项数】 is 1, 2, …; 【几项】 is 2项 or more, and nothing of one: 下列任务. 【限期】 and 【截至】
    are days; 【到期】 and 【时限】 say how the date stands, 【所缺】 what has not arrived.

    A blank that is unknown, or whose fact is missing, stays as it is: the lint refuses it.
    """
    known = {
        "项数": f"{len(facts.items)}",
        "几项": counted(facts),
        "到期": how_due(facts),
        "时限": the_limit(facts),
        "所缺": what_lacks(facts),
        "限期": day_cn(facts.answer_by) if facts.answer_by else None,
        "截至": day_cn(facts.as_of) if facts.as_of else None,
    }
    return BLANK.sub(lambda found: _word(known.get(found[0][1:-1]), found[0]), text)


def _word(fact: str | None, blank: str) -> str:
    return blank if fact is None else fact


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
