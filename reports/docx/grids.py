"""Ruled tables and forms, never wider than the text (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.docx.columns import CELL_EM, CELL_SIDE, cell_text, form_widths, head_text, table_widths
from reports.docx.measures import CELL_LINE, ems, twips
from reports.docx.snapshot import Column, Form, FormCell, FormRow, SnapshotError, Table
from reports.docx.text import paragraph
from reports.docx.xml import Element, Value, props, w

_EDGE: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
_SIDE: dict[str, str | int] = {"w": CELL_SIDE, "type": "dxa"}
_BORDERS = 12  # half of each outer border stands outside the columns
_OVER: dict[str, str | int] = {"w": 30, "type": "dxa"}
_ALIGN = {"number": "right", "centre": "center", "text": "left"}


def table(block: Table, width: int) -> list[Element]:
    """Return caption and table: the header row repeats, rows do not break, figures stand right.

    Raises SnapshotError for a row that has not one text per column.
    """
    for n, row in enumerate(block.rows, 1):
        if len(row) != len(block.columns):
            raise SnapshotError(f"表格“{block.caption}”第{n}行的单元格数与表头不一致，无法排版。")
    widths = table_widths(block, width - _BORDERS)
    rows = [_header(block.columns, widths)]
    rows += [_row(row, block.columns, widths) for row in block.rows]
    caption = [paragraph("Caption", block.caption)] if block.caption else []
    return [*caption, _grid(widths, rows)]


def _grid(widths: Sequence[int], rows: Sequence[Element]) -> Element:
    edges = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), _EDGE)
    return w(
        "tbl",
        props(
            "tblPr",
            tblW={"w": sum(widths), "type": "dxa"},
            jc="center",
            tblBorders=props("tblBorders", **edges),
            tblLayout={"type": "fixed"},
            tblCellMar=props("tblCellMar", top=_OVER, left=_SIDE, bottom=_OVER, right=_SIDE),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def _header(columns: Sequence[Column], widths: Sequence[int]) -> Element:
    cells = [
        _cell(width, [paragraph("CellHead", head_text(column.title, width))])
        for column, width in zip(columns, widths, strict=True)
    ]
    return w("tr", props("trPr", cantSplit=True, tblHeader=True), *cells)


def _row(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Element:
    cells = [
        _cell(width, [paragraph("Cell", cell_text(text, width), jc=_ALIGN[column.kind])])
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]
    return w("tr", props("trPr", cantSplit=True), *cells)


def _cell(width: int, content: Sequence[Element], span: int = 1, stand: str = "center") -> Element:
    values: dict[str, Value] = {
        "tcW": {"w": width, "type": "dxa"},
        "gridSpan": span if span > 1 else None,
        "vAlign": stand,
    }
    return w("tc", props("tcPr", **values), *content)


def form(block: Form, width: int) -> Element:
    """Return a form: labels centred, room to write, the line to sign right at the bottom.

    Raises SnapshotError for a row whose cells do not fill the columns.
    """
    for n, row in enumerate(block.rows, 1):
        if sum(cell.span for cell in row.cells) != len(block.widths):
            raise SnapshotError(f"表单第{n}行的单元格数与列数不一致，无法排版。")
    widths = form_widths(block, width - _BORDERS)
    return _grid(widths, [_form_row(row, widths) for row in block.rows])


def _form_row(row: FormRow, widths: Sequence[int]) -> Element:
    height: Value = {"val": twips(row.height_mm), "hRule": "atLeast"}
    cells = []
    at = 0
    for cell in row.cells:
        cells.append(_form_cell(cell, sum(widths[at : at + cell.span]), row.height_mm))
        at += cell.span
    return w("tr", props("trPr", cantSplit=True, trHeight=height), *cells)


def _form_cell(cell: FormCell, width: int, height_mm: int) -> Element:
    if not cell.foot:
        return _cell(width, [paragraph("CellHead" if cell.label else "Cell", cell.text)], cell.span)
    foot: dict[str, str | int] = {"before": 0, "line": CELL_LINE, "lineRule": "exact"}
    if not cell.text:
        return _cell(width, [_foot(cell, foot)], cell.span, "bottom")
    # the text stands at the top and pushes the line to sign down to the row's bottom
    lines = sum(
        ceil(ems(piece) * CELL_EM / (width - 2 * CELL_SIDE)) or 1 for piece in cell.text.split("\n")
    )
    foot["before"] = max(0, twips(height_mm) - (lines + 1) * CELL_LINE - 100)
    return _cell(width, [paragraph("Cell", cell.text), _foot(cell, foot)], cell.span, "top")


def _foot(cell: FormCell, spacing: Value) -> Element:
    return paragraph("Cell", cell.foot, jc="right", spacing=spacing)
