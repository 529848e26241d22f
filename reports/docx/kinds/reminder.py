"""工作提醒: a plain letter without mark and number; it blames nobody and is no 公文."""

from __future__ import annotations

from reports.docx.annexes import annex_sections
from reports.docx.heading import LETTER_ROOM
from reports.docx.kinds.parts import main_text
from reports.docx.page import document
from reports.docx.snapshot import LetterSnapshot


def compose(letter: LetterSnapshot) -> bytes:
    """Return the docx: the title on line 3, then the text as in any letter."""
    return document(letter, "file", annex_sections(main_text(letter, LETTER_ROOM), letter.annexes))
