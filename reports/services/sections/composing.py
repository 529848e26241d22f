"""Reads a 专报 or 年度报告 into its snapshot."""

from collections.abc import Mapping
from datetime import date

from reports.choices import LetterKind
from reports.docx.kinds.brief import too_long
from reports.docx.snapshot import LetterSnapshot
from reports.letters.brief import compose_brief
from reports.letters.yearly import compose_report
from reports.models import Letter
from reports.services.letters.heads import head_of
from units.errors import Refused


def sections_snapshot(
    letter: Letter,
    *,
    number: str | None = None,
    signed_on: date | None = None,
    printed_on: date | None = None,
) -> LetterSnapshot:
    """Return the document as it would be printed, from its draft and the county's head."""
    head = head_of(letter.county)
    if letter.kind == LetterKind.BRIEF:
        return compose_brief(head, letter.title, letter.draft, number=number, signed_on=signed_on)
    return compose_report(
        head,
        letter.title,
        letter.draft,
        number=number,
        signed_on=signed_on,
        printed_on=printed_on if number else None,
    )


def refuse_growth(letter: Letter, title: str, words: Mapping[str, str]) -> None:
    """Raise Refused where a 专报 of these words would not fit its one page, saying by how much."""
    if letter.kind != LetterKind.BRIEF:
        return
    sentence = too_long(compose_brief(head_of(letter.county), title, words))
    if sentence:
        raise Refused(sentence)
