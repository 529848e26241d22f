"""The page number — 1 —: 4号半角宋体, odd pages right, even pages left (GB/T 9704-2012, 7.5)."""

from __future__ import annotations

from reports.docx.drawing import text_box
from reports.docx.measures import EM_4
from reports.docx.text import paragraph, run
from reports.docx.xml import Element, w

# Empty space under the number, so that its dash stands 7 mm under the text area (规定).
LIFT = 325


def below(*, odd: bool) -> list[Element]:
    """Return the footer of a portrait page."""
    return [
        _number(odd=odd),
        paragraph("PageNumber", spacing={"line": LIFT, "lineRule": "exact"}),
    ]


def none(*, odd: bool) -> list[Element]:
    """Return the footer of a page without number; its own, or it would inherit the last one."""
    return [paragraph("PageNumber", jc="right" if odd else "left")]


def beside(*, odd: bool) -> list[Element]:
    """Return the footer of a landscape page.

    The sheet keeps its number where all others have it (7.4, 横排表格): seen on the turned
    sheet that is the left edge, read from top to bottom, odd pages low and even pages high.
    """
    box = text_box(
        [_number(odd=odd)],
        ident=1 if odd else 2,
        name="页码",
        x=26,
        y=28,
        width=6,
        height=156,
        turned=True,
    )
    return [paragraph("PageNumber", box)]


def _number(*, odd: bool) -> Element:
    # one 字 in from the text area's side: 单页码居右空一字, 双页码居左空一字
    indent: dict[str, str | int] = {"right": EM_4} if odd else {"left": EM_4}
    return paragraph(
        "PageNumber",
        run("— "),
        *_field("PAGE"),
        run(" —"),
        jc="right" if odd else "left",
        ind=indent,
    )


def _field(code: str) -> list[Element]:
    instruction = w("instrText")
    instruction.text = f" {code} "
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction),
        w("r", w("fldChar", fldCharType="separate")),
        run("1"),
        w("r", w("fldChar", fldCharType="end")),
    ]
