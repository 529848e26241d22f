"""文件格式: 工作进展情况通报, and with 签发人 the 年度报告 to a higher body."""

from __future__ import annotations

from reports.docx.annexes import annex_sections
from reports.docx.heading import FILE_ROOM, file_head
from reports.docx.imprint import imprint_height, with_imprint
from reports.docx.kinds.parts import line_for, main_text
from reports.docx.page import document, ending
from reports.docx.snapshot import LetterSnapshot


def compose(letter: LetterSnapshot) -> bytes:
    """Return the docx: red mark, number, red rule, text, annexes, imprint with its rules."""
    main = [*file_head(letter), *main_text(letter, FILE_ROOM)]
    foot = 0 if letter.annexes else imprint_height(letter, FILE_ROOM)
    line = line_for(main, foot=foot)
    sections = annex_sections(main, letter.annexes)
    end = ending(sections, line=line)
    pages = with_imprint(sections, letter, FILE_ROOM, ruled=True, end=end)
    return document(letter, "file", pages, line=line)
