"""信函格式: 交办函, 提示函, 督办函, 商请函 (GB/T 9704-2012, 10.1)."""

from __future__ import annotations

from reports.docx import letterhead
from reports.docx.annexes import annex_sections
from reports.docx.heading import LETTER_ROOM, letter_head
from reports.docx.imprint import imprint_height, with_imprint
from reports.docx.kinds.parts import line_for, main_text
from reports.docx.page import document, ending
from reports.docx.snapshot import LetterSnapshot


def compose(letter: LetterSnapshot) -> bytes:
    """Return the docx: mark and double rules on page 1, number at the right, 版记 without rules."""
    main = [*letter_head(letter), *main_text(letter, LETTER_ROOM)]
    taken = letterhead.height(letter)
    foot = 0 if letter.annexes else imprint_height(letter, LETTER_ROOM)
    line = line_for(main, taken, foot)
    sections = annex_sections(main, letter.annexes)
    end = ending(sections, head=taken, line=line)
    pages = with_imprint(sections, letter, LETTER_ROOM, ruled=False, end=end)
    return document(letter, "letter", pages, line=line)
