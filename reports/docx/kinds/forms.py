"""Forms for pen and ink: 发文稿纸, 上传审签表, 催办清单 and the drafted 督办 form for the 督查室."""

from __future__ import annotations

from reports.docx.annexes import WIDE
from reports.docx.body import blocks
from reports.docx.heading import number_line, title_line
from reports.docx.measures import TEXT_W
from reports.docx.page import Section, document
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import empty, paragraph
from reports.docx.xml import Element

# Lists with more columns than a sheet is wide lie on their side.
LYING = frozenset({"call_list", "weekly_sheet"})


def compose(letter: LetterSnapshot) -> bytes:
    """Return the docx: title, number (if any) at the right, the form, what to observe below."""
    body: list[Element] = [title_line(letter), *empty()]
    if letter.number:
        body.append(number_line(letter, jc="right"))
    lying = letter.kind in LYING
    body += blocks(letter.blocks, WIDE if lying else TEXT_W)
    body += [paragraph("Remark", line) for line in letter.contacts]
    return document(letter, "plain", [Section(body, landscape=lying)])
