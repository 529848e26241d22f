"""Head and foot of a 信函 (GB/T 9704-2012, 10.1): the mark, two red double rules, no page number."""

from __future__ import annotations

from reports.docx.flow import Flow
from reports.docx.marks import fitted, ink_height, ink_top, mark_run
from reports.docx.measures import LEFT, PAGE_H, PAGE_W, RED, RIGHT, TEXT_W, TOP, twips
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import paragraph
from reports.docx.xml import Element, Value, props

# 170 mm long and centred on the paper (规定), so it stands out of the text area on both sides
_RULE = twips(170)
_OUT: dict[str, str | int] = {
    "left": (PAGE_W - _RULE) // 2 - LEFT,
    "right": (PAGE_W - _RULE) // 2 - RIGHT,
    "firstLine": 0,
}
HEAD_TOP = twips(25)  # the paper's edge to the header; the mark follows at 30 mm (规定)
_MARK_LINE = 900
_MARK_SIZE = 72
# 4 mm from the mark's ink (规定); a little more, for in another face the ink may reach lower
_TO_RULE = twips(4.3)
_THICK, _THIN = 12, 6  # eighths of a point
_GAP = 22


def head(letter: LetterSnapshot) -> list[Element]:
    """Return the header of page 1: the mark 30 mm under the paper's edge, the rule 4 mm under it."""
    # a joint letter bears the mark of the first office alone (10.1, 规定)
    text = letter.masthead or letter.issuer
    size, scale = fitted(text, TEXT_W, _MARK_SIZE)
    to_ink = ink_top(size, _MARK_LINE)
    return [
        paragraph(
            "Masthead",
            mark_run(text, size, scale),
            spacing={
                "before": twips(30) - HEAD_TOP - to_ink,
                "line": _MARK_LINE,
                "lineRule": "exact",
            },
        ),
        _rule(_THICK, _THIN, before=_TO_RULE - (_MARK_LINE - to_ink - ink_height(size))),
    ]


def height(letter: LetterSnapshot) -> int:
    """Return how many twips the head takes of the text area of page 1."""
    return HEAD_TOP + Flow(head(letter)).end(PAGE_H).used - TOP


def bottom_rule() -> Element:
    """Return the footer of page 1: the rule 20 mm above the paper's edge, thin over thick."""
    return _rule(_THIN, _THICK)


def _rule(upper: int, lower: int, *, before: int = 0) -> Element:
    """Return a double rule as two single borders: of the ready-made double borders Word and
    LibreOffice put the thick line on different sides."""
    edges: dict[str, Value] = {
        side: {"val": "single", "sz": eighths, "space": 0, "color": RED}
        for side, eighths in (("top", upper), ("bottom", lower))
    }
    spacing: Value = {"before": max(before, 0), "line": _GAP, "lineRule": "exact"}
    return paragraph("Plain", pBdr=props("pBdr", **edges), ind=_OUT, spacing=spacing)
