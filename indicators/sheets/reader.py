"""Reads an official indicator table (.xlsx) as counties keep it."""

from __future__ import annotations

from indicators.sheets.body import Body, Numbering
from indicators.sheets.head import FIELD_NAMES, LEVEL_FIELDS, Head, HeadMissing, find_head
from indicators.sheets.rows import IndicatorRow, IndicatorTable
from units.table_words import RowError
from units.workbooks import SheetRows, WorkbookRefused, open_rows


class SheetUnreadable(ValueError):
    """The file is no indicator table at all; the text is one Chinese sentence for its sender."""


def read_indicators(data: bytes) -> IndicatorTable:
    """The three-level indicators of an xlsx.

    Needs the columns 一级指标, 二级指标, 三级指标 (usual synonyms, one- or two-line heads, title
    rows above, merged cells); takes 序号, 测评方式 (words or ✓ columns), 考核要求, 举证说明,
    材料清单 and 责任单位 when present. Running numbers are taken out of the titles. Blank rows,
    notes, sums and rows marked 示例 are left out. Several visible sheets with such a head are read
    as one table. What is wrong in a row comes back in ``errors`` with its row and column.

    Raises SheetUnreadable when the file cannot be read or no sheet has such a head.
    """
    try:
        sheets = [sheet for sheet in open_rows(data) if sheet.visible]
    except WorkbookRefused as error:
        raise SheetUnreadable(str(error)) from error
    tables, missing = _with_heads(sheets)
    if not tables:
        names = "、".join(f"“{name}”" for name in missing)
        raise SheetUnreadable(f"没有找到指标表的表头，缺少{names}列，请对照模板检查。")
    numbering = Numbering()
    rows: list[IndicatorRow] = []
    errors: list[RowError] = []
    for sheet, head in tables:
        label = sheet.name if len(tables) > 1 else ""
        body = Body(sheet, head, numbering, label)
        body.run()
        rows += body.rows
        errors += body.errors or _check_filled(body, head.body + 1, label)
    return IndicatorTable(tuple(rows), tuple(errors))


def _with_heads(sheets: list[SheetRows]) -> tuple[list[tuple[SheetRows, Head]], tuple[str, ...]]:
    """The sheets that have a head, and what the nearest miss lacks."""
    tables: list[tuple[SheetRows, Head]] = []
    missing = tuple(FIELD_NAMES[key] for key in LEVEL_FIELDS)
    for sheet in sheets:
        try:
            tables.append((sheet, find_head(sheet, sheet.texts())))
        except HeadMissing as miss:
            missing = min(missing, miss.missing, key=len)
    return tables, missing


def _check_filled(body: Body, row: int, label: str) -> list[RowError]:
    """A head with nothing under it, and a second level without any third, are errors."""
    if not any(found.level == 3 for found in body.rows):
        return [RowError(row, FIELD_NAMES["level3"], "表头下面没有指标，请填写后再上传。", label)]
    parents = {found.parent_number for found in body.rows}
    return [
        RowError(found.row, FIELD_NAMES[f"level{found.level + 1}"], "没有下级指标，请补齐。", label)
        for found in body.rows
        if found.level < 3 and found.number not in parents
    ]
