"""信函格式: 交办函, 提示函, 督办函, 商请函 (GB/T 9704-2012, 10.1)."""

from __future__ import annotations

from reports.docx.annexes import annex_sections
from reports.docx.heading import LETTER_ROOM, letter_head
from reports.docx.imprint import with_imprint
from reports.docx.kinds.parts import main_text
from reports.docx.page import document
from reports.docx.snapshot import LetterSnapshot


def compose(letter: LetterSnapshot) -> bytes:
    """Return the docx: mark and double rules on page 1, number at the right, 版记 without rules."""
    main = [*letter_head(letter), *main_text(letter, LETTER_ROOM)]
    sections = annex_sections(main, letter.annexes)
    return document(letter, "letter", with_imprint(sections, letter, LETTER_ROOM, ruled=False))
