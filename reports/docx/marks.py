"""The red name on top: 发文机关标志, of one office or of several beside one 文件."""

from __future__ import annotations

from reports.docx.measures import TEXT_W, ems
from reports.docx.sidebyside import side_by_side
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import paragraph, run
from reports.docx.xml import Element

MARK_SIZE = 84  # half points; smaller than the 22 × 15 mm kept for higher offices (一般)
MARK_LINE = 1000
_JOINT_LINE = 840
_NARROWEST = 60  # per cent; a name that is still too wide gets smaller type
_INK = 9.45  # of ten: Han characters do not fill their square
_ASCENT = 8.6  # tenths of the size from the baseline to the top of the ink, in twips per half point


def fitted(text: str, width: int, largest: int = MARK_SIZE) -> tuple[int, int]:
    """Return size (half points) and scale (per cent) that bring the text into `width` twips."""
    natural = ems(text) * largest * 10
    scale = min(100, int(width * 100 / natural)) if natural else 100
    if scale >= _NARROWEST:
        return largest, scale
    return max(2, largest * scale // _NARROWEST), _NARROWEST


def mark_run(text: str, size: int, scale: int) -> Element:
    """Return the mark in one run."""
    return run(text, sz=size, szCs=size, w=scale if scale < 100 else None)


def ink_top(size: int, line: int) -> int:
    """Return how far below its exact line's top the ink starts, in twips.

    Word and LibreOffice put the baseline of an exact line at four fifths of its height.
    """
    return round(line * 0.8 - size * _ASCENT)


def ink_height(size: int) -> int:
    """Return the height of the ink of a mark, in twips, as measured on the stand-in of 小标宋."""
    return round(size * _INK)


def mark(letter: LetterSnapshot, top: int) -> list[Element]:
    """Return the mark with its ink `top` twips under what stands before it."""
    offices = (letter.issuer, *letter.co_issuers)
    if len(offices) > 1:
        return _joint(offices, top)
    text = letter.masthead or f"{letter.issuer}文件"
    size, scale = fitted(text, TEXT_W)
    before = top - ink_top(size, MARK_LINE)
    return [paragraph("Masthead", mark_run(text, size, scale), spacing=_exact(MARK_LINE, before))]


def _exact(line: int, before: int = 0) -> dict[str, str | int]:
    return {"before": before, "line": line, "lineRule": "exact"}


def _joint(offices: tuple[str, ...], top: int) -> list[Element]:
    """Return the offices one under the other with 文件 beside them, centred (7.2.4, 规定)."""
    word = "文件"
    word_w = round(ems(word) * MARK_SIZE * 10) + 200
    names_w = TEXT_W - word_w
    size, scale = min(fitted(name, names_w - 100, 64) for name in offices)
    before = top - ink_top(size, _JOINT_LINE)
    names = [
        paragraph(
            "Masthead", mark_run(name, size, scale), jc="distribute", spacing=_exact(_JOINT_LINE)
        )
        for name in offices
    ]
    word_run = mark_run(word, MARK_SIZE, 100)
    word_paragraph = paragraph("Masthead", word_run, spacing=_exact(MARK_LINE))
    cells = [names, [word_paragraph]]
    table = side_by_side((names_w, word_w), cells, stand="center")
    return [paragraph("Plain", spacing=_exact(before)), table]
