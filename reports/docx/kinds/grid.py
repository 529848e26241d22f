"""Pages of nothing but text: the sheet on which 22 lines × 28 characters are measured."""

from __future__ import annotations

from reports.docx.body import blocks
from reports.docx.page import Section, document
from reports.docx.snapshot import LetterSnapshot


def compose(letter: LetterSnapshot) -> bytes:
    """Return the docx of the blocks alone, with page numbers."""
    return document(letter, "file", [Section(blocks(letter.blocks))])
