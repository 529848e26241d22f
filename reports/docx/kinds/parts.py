"""What the compositions share."""

from __future__ import annotations

from reports.docx import heading
from reports.docx.annexes import annex_note
from reports.docx.body import text
from reports.docx.signature import note, signature
from reports.docx.snapshot import LetterSnapshot
from reports.docx.xml import Element


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
