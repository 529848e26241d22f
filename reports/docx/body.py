"""The text itself: paragraphs with ordinals, tables and forms, in the order given."""

from __future__ import annotations

from collections.abc import Sequence

from reports.docx.flow import text_lines
from reports.docx.grids import form, table
from reports.docx.measures import TEXT_W
from reports.docx.snapshot import Block, Form, Paragraph
from reports.docx.text import FANGSONG, fonts, paragraph, run, tail
from reports.docx.xml import Element

_KEPT = 3  # lines of text that stand over the signature at least
_LONGEST_KEPT = 6  # a longer paragraph would leave too much of the page before empty


def blocks(content: Sequence[Block], width: int = TEXT_W) -> list[Element]:
    """Return the blocks as elements; tables and forms are `width` twips wide.

    Each is followed by a paragraph of no height: Word joins tables that touch.
    """
    elements: list[Element] = []
    for block in content:
        if isinstance(block, Paragraph):
            elements.append(_text(block))
        elif isinstance(block, Form):
            elements += [form(block, width), tail()]
        else:
            elements += [*table(block, width), tail()]
    return elements


def text(content: Sequence[Block]) -> list[Element]:
    """Return the blocks of the main text, its last lines kept with the signature.

    So no signature stands on a page without text, and 此页无正文 is never needed (7.3.5.4).
    Closing words alone are no text to speak of: the paragraph before comes along (实务).
    """
    kept, lines = len(content), 0
    while kept and lines < _KEPT and isinstance(block := content[kept - 1], Paragraph):
        more = text_lines(block.text + block.rest, 28, 26)
        if lines and more > _LONGEST_KEPT:
            break
        kept, lines = kept - 1, lines + more
    last = [_text(block, keep=True) for block in content[kept:] if isinstance(block, Paragraph)]
    return [*blocks(content[:kept]), *last]


def _text(block: Paragraph, *, keep: bool = False) -> Element:
    """Return a paragraph, 2 字 in, its ordinal part of the text (7.3.3)."""
    style = f"Heading{block.level}" if block.level else "Body"
    follows = [run(block.rest, rFonts=fonts(FANGSONG))] if block.rest else []
    keep_next = 1 if keep else (0 if block.rest else None)
    return paragraph(style, block.text, *follows, keepNext=keep_next)
