"""What one value becomes in a cell of an outgoing workbook: never a formula, never lost."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | Decimal | bool | dt.date | dt.datetime | dt.time | None
Pair = tuple[str, Value]  # name of the look, value as stored

BEIJING = ZoneInfo("Asia/Shanghai")
CELL_LIMIT = 32_767  # UTF-16 units, the limit of Excel and WPS
CUT_MARK = "……（内容超过单元格上限，全文见系统）"
FIRST_DATE = dt.date(1900, 3, 1)  # earlier serial numbers differ between programs
_TRIGGERS = ("=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_CARE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")

_THIN = Side(style="thin", color="FF9AA0A6")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = "宋体"


def safe_text(text: str) -> str:
    """The text as XML of a workbook may hold it.

    Takes any string; returns it with line ends as ``\\n``, without the control characters and
    lone surrogates that XML 1.0 forbids, with ``_xHHHH_`` escaped (ECMA-376 ST_Xstring would
    read it as a character) and cut, visibly, at the 32,767 units a cell can hold.
    """
    if len(text) > CELL_LIMIT // 2:
        text = _cut(text)
    if _NEEDS_CARE.search(text) is None:
        return text
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPE_LIKE.sub("_x005F_", text)


def _cut(text: str) -> str:
    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) // 2 <= CELL_LIMIT:
        return text
    room = (CELL_LIMIT - len(CUT_MARK)) * 2
    return coded[:room].decode("utf-16-le", "ignore") + CUT_MARK


class SafeSheet(WriteOnlyWorksheet):
    """A write-only sheet in which the kind of every cell is set here, never guessed from text.

    openpyxl takes ``=1+1`` for a formula and ``#N/A`` for an error; this class sets the kind
    itself and reuses one styled cell per kind, which also makes it as fast as the bare writer.
    """

    cells: dict[str, Any]
    look: str = "text"
    # Set up by openpyxl, unknown to its type stubs.
    merged_cells: Any
    column_dimensions: Any
    row_dimensions: Any
    sheet_properties: Any
    page_setup: Any
    HeaderFooter: Any
    _writer: Any

    def prepare(self) -> None:
        """Make the styled cells; to be called once before the first row."""
        self.cells = {name: self._cell(name) for name in _LOOKS}

    def put(self, values: Iterable[Value], look: str = "text") -> None:
        """Append one row; ``look`` names the style of its texts (title, head, note, text)."""
        self.look = look
        # Every value is judged before the writer is entered: an error leaves the sheet closable.
        self.append([self._pair(value) for value in values])

    def _cell(self, name: str) -> Any:
        kind, number_format, font, alignment, boxed = _LOOKS[name]
        cell: Any = WriteOnlyCell(self)
        cell.data_type = kind
        cell.number_format = number_format
        cell.font = font
        cell.alignment = alignment
        if boxed:
            cell.border = _BOX
        if name == "head":
            cell.fill = PatternFill("solid", fgColor="FFF1F3F4")
        if name == "quoted":
            cell.quotePrefix = True
        return cell

    def _values_to_row(self, values: Sequence[Pair], row_idx: int) -> Iterator[Any]:
        for column, (look, value) in enumerate(values, 1):
            cell = self.cells[look]
            cell._value = value
            cell.row = row_idx
            cell.column = column
            yield cell

    def _pair(self, value: Value) -> Pair:
        if isinstance(value, str):
            return self._text(value)
        if value is None:
            return self.look, ""
        if isinstance(value, bool):
            return self._text("是" if value else "否")
        if isinstance(value, (int, float, Decimal)):
            return self._number(value)
        if isinstance(value, (dt.date, dt.time)):
            return self._moment(value)
        raise TypeError(f"无法写入工作簿的值类型：{type(value).__name__}")

    def _text(self, value: str) -> Pair:
        quoted = self.look == "text" and value.startswith(_TRIGGERS)
        return "quoted" if quoted else self.look, safe_text(value)

    def _number(self, value: int | float | Decimal) -> Pair:
        if not math.isfinite(value):
            return self.look, ""
        if abs(float(value)) >= 1e15:  # beyond the 15 digits a spreadsheet keeps
            return self._text(str(value))
        return "number", value

    def _moment(self, value: dt.date | dt.time) -> Pair:
        if isinstance(value, dt.time):
            return self._text(value.strftime("%H:%M"))
        if isinstance(value, dt.datetime):
            local = value.astimezone(BEIJING).replace(tzinfo=None) if value.tzinfo else value
            if local.date() < FIRST_DATE:
                return self._text(local.isoformat(" ", "minutes"))
            return "moment", local
        return ("date", value) if value >= FIRST_DATE else self._text(value.isoformat())


_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_PLAIN = Font(name=_FONT, size=10)
# Texts are General, not @: some programs show ### for an @ cell of more than 255 characters.
_LOOKS: dict[str, tuple[str, str, Font, Alignment, bool]] = {
    "title": ("s", "General", Font(name=_FONT, size=16, bold=True), _MIDDLE, False),
    "note": ("s", "General", _PLAIN, _LEFT, False),
    "head": ("s", "General", Font(name=_FONT, size=10, bold=True), _MIDDLE, True),
    "text": ("s", "General", _PLAIN, _LEFT, True),
    "quoted": ("s", "General", _PLAIN, _LEFT, True),
    "number": ("n", "General", _PLAIN, _RIGHT, True),
    "date": ("d", "yyyy-mm-dd", _PLAIN, _MIDDLE, True),
    "moment": ("d", "yyyy-mm-dd hh:mm", _PLAIN, _MIDDLE, True),
}
