"""Workbooks → tables. Hidden rows count, hidden sheets do not; merged cells are one cell."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from tasks.plan.celldates import shown
from tasks.plan.package import check_xml
from tasks.plan.refusal import PlanUnreadable
from tasks.plan.source import Source, SourceWriter

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_GAP = 300
# What openpyxl raises on a package whose parts are there but do not fit together.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def read_xlsx(data: bytes, package: zipfile.ZipFile) -> Source:
    """A workbook → source, one table per visible sheet. Raises PlanUnreadable if it is none."""
    check_xml(package)
    book = _workbook(data)
    writer = SourceWriter()
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets or book.worksheets:
        writer.line(sheet.title)
        writer.grid(_rows(sheet), sheet.title if len(sheets) > 1 else "")
    return writer.source()


def _workbook(data: bytes) -> Workbook:
    """The workbook with the values that its formulas had when it was saved.

    openpyxl warns of extensions that it drops (data validation, themes): no matter for reading.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=True)
    except _BROKEN as error:
        raise PlanUnreadable("表格文件打不开，请用 WPS 或 Excel 另存为 .xlsx 后再上传。") from error


def _rows(sheet: Worksheet) -> list[list[str | tuple[int, int]]]:
    """The texts of a sheet up to its last used row; after MAX_GAP empty rows nothing is expected."""
    covered = _merged(sheet)
    width = min(sheet.max_column, MAX_COLUMNS)
    rows: list[list[str | tuple[int, int]]] = []
    used = 0
    for index, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=width)):
        rows.append(
            [covered.get((index, column)) or _words(cell) for column, cell in enumerate(cells)]
        )
        if any(isinstance(words, tuple) or words.strip() for words in rows[-1]):
            used = index + 1
        elif index - used > MAX_GAP:
            break
    return rows[:used]


def _merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) of every covered cell → that of the cell that covers it, from 0."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        top = (area.min_row - 1, area.min_col - 1)
        for row in range(area.min_row - 1, min(area.max_row, MAX_ROWS)):
            for column in range(area.min_col - 1, min(area.max_col, MAX_COLUMNS)):
                covered[(row, column)] = top
        covered.pop(top, None)
    return covered


def _words(cell: Any) -> str:
    if cell.value is None:
        return ""
    format_id = cell._style.numFmtId if cell.has_style else 0
    words = shown(cell.value, cell.number_format or "General", format_id)
    return words.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
