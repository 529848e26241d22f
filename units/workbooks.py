"""Opens a workbook somebody sent and returns its plain values; formulas are never evaluated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from units.workbook_guard import MAX_BYTES, WorkbookRefused, repack, unpack_safely
from units.workbook_scan import check_parts

__all__ = ["Cell", "Merge", "SheetRows", "WorkbookRefused", "open_rows", "text_of"]

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
MAX_MERGED = 200_000  # cells inside merged ranges of one sheet
_DAMAGED = "文件无法读取，请用 WPS 或 Excel 重新另存为 .xlsx 后再上传。"


@dataclass(frozen=True)
class Merge:
    """A merged range; rows and columns count from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class SheetRows:
    """One sheet from its cell A1 on: ``rows[r][c]`` is the value shown in row r+1."""

    name: str
    visible: bool
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The same grid as trimmed texts; see ``text_of``."""
        return tuple(tuple(text_of(value) for value in row) for row in self.rows)

    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell inside a merged range, the cell that holds its value."""
        return {
            (row, column): (merge.top, merge.left)
            for merge in self.merges
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        }


def text_of(value: Cell) -> str:
    """A cell as a reader sees it: 3.0 as ``3``, dates as ``2026-03-01``, trimmed, True as 是."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def open_rows(data: bytes, *, max_bytes: int = MAX_BYTES) -> list[SheetRows]:
    """All worksheets of an xlsx, hidden ones included, in the order of the tabs.

    Takes the file's bytes. Raises WorkbookRefused (one Chinese sentence) for anything that is not
    a sound xlsx: wrong kind, oversized, encrypted, with macros, swollen, damaged.
    """
    parts = unpack_safely(data, max_bytes)
    check_parts(parts)
    try:
        return _read(parts)
    except WorkbookRefused:
        raise
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise WorkbookRefused(_DAMAGED) from error
    except BaseException as error:
        # The Rust reader reports its own panic as a BaseException of this name.
        if type(error).__name__ == "PanicException":
            raise WorkbookRefused(_DAMAGED) from error
        raise


def _read(parts: dict[str, bytes]) -> list[SheetRows]:
    sheets: list[SheetRows] = []
    with CalamineWorkbook.from_filelike(repack(parts)) as book:
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))
            merges = _merges(sheet.merged_cell_ranges, rows)
            visible = meta.visible == SheetVisibleEnum.Visible
            sheets.append(SheetRows(meta.name, visible, rows, merges))
    return sheets


def _merges(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None,
    rows: tuple[tuple[Cell, ...], ...],
) -> tuple[Merge, ...]:
    """The merged ranges clipped to the grid; a flood of overlapping ones is refused."""
    height, width = len(rows), max((len(row) for row in rows), default=0)
    merges: list[Merge] = []
    area = 0
    for (top, left), (bottom, right) in ranges or ():
        merge = Merge(top, left, min(bottom, height - 1), min(right, width - 1))
        if merge.top > merge.bottom or merge.left > merge.right:
            continue
        area += (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
        if area > MAX_MERGED:
            raise WorkbookRefused("合并单元格过多，请取消多余的合并后再上传。")
        merges.append(merge)
    return tuple(merges)
