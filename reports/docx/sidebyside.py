"""Things that stand beside each other on paper: a table of one row without any rule."""

from __future__ import annotations

from collections.abc import Sequence

from reports.docx.xml import Element, props, w

_NONE: dict[str, str | int] = {"w": 0, "type": "dxa"}


def side_by_side(
    widths: Sequence[int], cells: Sequence[Sequence[Element]], *, stand: str, indent: int = 0
) -> Element:
    """Return the cells' paragraphs next to each other, `widths` and `indent` in twips.

    `stand` is where they stand in the row's height: "top", "center" or "bottom".
    """
    row = [
        w("tc", props("tcPr", tcW={"w": width, "type": "dxa"}, vAlign=stand), *content)
        for width, content in zip(widths, cells, strict=True)
    ]
    return w(
        "tbl",
        props(
            "tblPr",
            tblW={"w": sum(widths), "type": "dxa"},
            tblInd={"w": indent, "type": "dxa"},
            tblLayout={"type": "fixed"},
            tblCellMar=props("tblCellMar", left=_NONE, right=_NONE),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        w("tr", props("trPr", cantSplit=True), *row),
    )
