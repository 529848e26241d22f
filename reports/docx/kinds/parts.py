"""What the compositions share."""

from __future__ import annotations

from collections.abc import Sequence

from reports.docx import heading
from reports.docx.annexes import annex_note
from reports.docx.body import text
from reports.docx.flow import Flow, Place
from reports.docx.measures import LINE, TEXT_H
from reports.docx.signature import note, signature
from reports.docx.snapshot import LetterSnapshot
from reports.docx.xml import Element

_TIGHTEST = 524  # twips: nine tenths of the usual line, still over one and a half times the type
_SPARE = 80  # twips kept free, so that a hair more in another word processor spoils nothing
_STEP = 5
_CLOSING = 12 * LINE  # what closing words, annex note, signature and 附注 take at most


def line_for(main: Sequence[Element], head: int = 0, foot: int = 0) -> int:
    """Return the body's line in twips: the usual one, or a tighter one that saves the last page.

    Where little more than the signature is left for a page of its own, or the imprint for one,
    the space between lines is adjusted, as 7.3.5.4 has it (规定). `head` twips of page 1 are taken,
    `foot` is the height of an imprint that stands under this text.
    """
    flow = Flow(main)
    end = flow.end(TEXT_H, head=head)
    short = end.page > 1 and end.used <= _CLOSING
    if not short and end.used + _under(end, foot) <= TEXT_H:
        return LINE
    wanted = end.page - short
    for line in range(LINE - _STEP, _TIGHTEST - 1, -_STEP):
        tight = flow.end(TEXT_H - _SPARE, head=head, line=line)
        if tight.page <= wanted and tight.used + _under(tight, foot) <= TEXT_H - _SPARE:
            return line
    return LINE


def _under(end: Place, foot: int) -> int:
    """Return the room the imprint needs on this page: none on an odd one after the first."""
    return 0 if end.page % 2 and end.page > 1 else foot


def main_text(letter: LetterSnapshot, room: int) -> list[Element]:
    """Return everything from the title to 附注; `room` lines may go to title and addressees."""
    return [
        *heading.title(letter),
        *heading.addressees(letter, room),
        *text(letter.blocks),
        *annex_note(letter.annexes),
        *signature(letter),
        *note(letter.contacts),
    ]
