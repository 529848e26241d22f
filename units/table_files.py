"""Reads a csv the way spreadsheets of the country write it: UTF-8 or GB 18030."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from units.workbook_guard import MAX_BYTES, WorkbookRefused
from units.workbook_scan import MAX_CELL_TEXT, MAX_ROWS
from units.workbooks import SheetRows, open_rows

CSV_NAMES = (".csv", ".txt")


def open_table(data: bytes, filename: str) -> list[SheetRows]:
    """The visible sheets of an xlsx, or the one sheet of a csv, told apart by name and content.

    Raises WorkbookRefused as ``open_rows`` does.
    """
    if filename.lower().endswith(CSV_NAMES) and not data.startswith(b"PK"):
        return [open_csv(data, name=PurePath(filename).stem)]
    return [sheet for sheet in open_rows(data) if sheet.visible]


def open_csv(data: bytes, *, name: str = "") -> SheetRows:
    """The rows of a csv as one sheet of texts; raises WorkbookRefused when it is not one."""
    if not data.strip():
        raise WorkbookRefused("文件是空的，请检查后重新上传。")
    if len(data) > MAX_BYTES:
        raise WorkbookRefused(f"文件超过 {MAX_BYTES // (1024 * 1024)} MB，请拆分后再上传。")
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(_decode(data), newline="")):
            if len(rows) >= MAX_ROWS:
                raise WorkbookRefused(f"表格超过 {MAX_ROWS} 行，请拆分后再上传。")
            if any(len(cell) > MAX_CELL_TEXT for cell in row):
                raise WorkbookRefused(f"第{len(rows) + 1}行有单元格超过 3 万字，请缩短后再上传。")
            rows.append(tuple(row))
    except csv.Error as error:
        raise WorkbookRefused(
            f"第{len(rows) + 1}行无法按 CSV 读取，请检查引号是否成对。"
        ) from error
    return SheetRows(name, True, tuple(rows))


def _decode(data: bytes) -> str:
    if b"\x00" in data:
        raise WorkbookRefused("这不是 CSV 文本文件，请另存为 .csv 或 .xlsx 后再上传。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WorkbookRefused("文件编码无法识别，请另存为 UTF-8 编码的 CSV 或 .xlsx 后再上传。")
