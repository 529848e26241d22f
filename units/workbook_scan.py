"""How large a sheet becomes once read: measured on its XML before the table reader gets it.

A single value in XFD1048576, or a long shared text used in every cell, makes a small file fill all
memory in a reader that builds a full grid. The scan is a plain expat pass without entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from units.workbook_guard import WorkbookRefused

MAX_ROWS = 100_000
MAX_CELLS = 500_000
MAX_ELEMENTS = 700_000  # of one part: bounds the time of the scan
MAX_TEXT = 64 * 1024 * 1024  # characters over all cells of a workbook
MAX_CELL_TEXT = 32_767

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_TOO_MUCH = "表格内容过多，请拆分后再上传。"
_LONG_CELL = "有单元格的文字超过 3 万字，请缩短后再上传。"
_DAMAGED = "文件内部的表格内容已损坏，请用 WPS 或 Excel 重新另存为 .xlsx 后再上传。"


def shared_lengths(xml: bytes) -> list[int]:
    """The length of each shared text in order; refuses one longer than a cell can hold."""
    lengths: list[int] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if _local(tag) == "si":
            lengths.append(0)

    def text(part: str) -> None:
        if lengths:
            lengths[-1] += len(part)

    _run(xml, start, text)
    if max(lengths, default=0) > 2 * MAX_CELL_TEXT:
        raise WorkbookRefused(_LONG_CELL)
    return lengths


class SheetScan:
    """Walks one sheet's XML and keeps the outer size of its filled cells and their text."""

    def __init__(self, shared: list[int]) -> None:
        self.shared = shared
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.text_size = 0
        self._cell_size = 0
        self._shared_cell = False
        self._in_value = False
        self._digits = ""

    def run(self, xml: bytes) -> None:
        """Scan; raises WorkbookRefused when the sheet is damaged or its grid is too large."""
        _run(xml, self._start, self._text, self._end)
        if self.last_row > MAX_ROWS or self.last_row * self.last_column > MAX_CELLS:
            raise WorkbookRefused(
                f"表格范围过大（{self.last_row} 行 × {self.last_column} 列），"
                "请删去远处的多余内容后再上传。"
            )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "row":
            self.row = _number(attributes.get("r"), self.row + 1)
            self.column = 0
        elif name == "c":
            self._place(attributes.get("r"))
            self._cell_size = 0
            self._shared_cell = attributes.get("t") == "s"
        elif name in ("v", "is", "f"):
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
            self._in_value = name == "v" and self._shared_cell

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            self.row = max(self.row, 1)
            return
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise WorkbookRefused(_DAMAGED)
        self.row = int(match[2])
        self.column = column_number(match[1])

    def _text(self, part: str) -> None:
        if self._in_value:
            self._digits += part
        else:
            self.text_size += len(part)
            self._cell_size += len(part)
            if self._cell_size > 2 * MAX_CELL_TEXT:
                raise WorkbookRefused(_LONG_CELL)

    def _end(self, tag: str) -> None:
        if self._in_value and _local(tag) == "v":
            index = _number(self._digits.strip(), -1)
            if 0 <= index < len(self.shared):
                self.text_size += self.shared[index]
            self._in_value, self._digits = False, ""


def column_number(letters: str) -> int:
    """``A`` → 1, ``AA`` → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def check_parts(parts: dict[str, bytes]) -> None:
    """Scan the shared texts and every sheet of an unpacked workbook; raises WorkbookRefused."""
    shared: list[int] = []
    for name, xml in parts.items():
        if name.lower() == "xl/sharedstrings.xml":
            shared = shared_lengths(xml)
    total = 0
    for name, xml in parts.items():
        if name.lower().startswith("xl/worksheets/"):
            scan = SheetScan(shared)
            scan.run(xml)
            total += scan.text_size
    if total > MAX_TEXT:
        raise WorkbookRefused("表格文字总量过大，请拆分后再上传。")


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _local(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]


def _run(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None],
    end: Callable[[str], None] | None = None,
) -> None:
    if xml.count(b"<") > 2 * MAX_ELEMENTS + 1_000:  # a quick look before the slow one
        raise WorkbookRefused(_TOO_MUCH)
    elements = 0

    def counted(tag: str, attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if elements > MAX_ELEMENTS:
            raise WorkbookRefused(_TOO_MUCH)
        start(tag, attributes)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = counted
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise WorkbookRefused(_DAMAGED) from error
