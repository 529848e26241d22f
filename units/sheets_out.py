"""The one safe writer of Excel tables: rows in, xlsx out.

Every ledger, annex and export goes through ``write_tables``: no cell becomes a formula, the head is
bold, frozen and repeated on each printed page, paper is A4. Rows are streamed to disk, so memory
stays flat however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from units.sheets_cells import SafeSheet, Value

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_DEFAULT_WIDTH = 14.0
_A4 = 9
PAGE_FOOTER = "第 &P 页 共 &N 页"


@dataclass(frozen=True)
class Table:
    """One sheet: ``title`` above, ``subtitle`` under it, ``head``, ``rows``, ``notes`` below.

    ``widths`` are in characters (missing ones are 14), ``freeze`` counts the columns that stay in
    view at the left, ``name`` is the sheet's tab (the title when empty).
    """

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]
    subtitle: str = ""
    notes: Sequence[str] = ()
    widths: Sequence[float] = ()
    freeze: int = 0
    landscape: bool = True
    name: str = ""


def write_table(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    subtitle: str = "",
    notes: Sequence[str] = (),
    widths: Sequence[float] = (),
    freeze: int = 0,
    landscape: bool = True,
) -> bytes:
    """The bytes of an xlsx with one table; see ``Table`` for the arguments.

    Values may be text, numbers, dates, moments (aware ones are shown in Beijing time), True/False
    (是/否) and None (empty). Raises TypeError for anything else.
    """
    target = BytesIO()
    table = Table(title, head, rows, subtitle, notes, widths, freeze, landscape)
    write_tables(target, [table])
    return target.getvalue()


def write_tables(target: IO[bytes] | Path, tables: Iterable[Table]) -> None:
    """Stream the tables, one sheet each, as xlsx into an open binary file or a path.

    When a row iterator or a value fails, the error is passed on and nothing is left on disk but
    what ``target`` already held.
    """
    book = Workbook(write_only=True)
    sheets: list[SafeSheet] = []
    try:
        for table in tables:
            sheet = _add_sheet(book, table)
            sheets.append(sheet)
            _fill(sheet, table)
        book.save(target)
    except BaseException:
        _discard(sheets)
        raise


def _add_sheet(book: Workbook, table: Table) -> SafeSheet:
    taken = {name.casefold() for name in book.sheetnames}
    sheet = SafeSheet(book, _sheet_name(table.name or table.title, taken))
    book._add_sheet(sheet)  # type: ignore[attr-defined]
    sheet.prepare()
    return sheet


def _sheet_name(wish: str, taken: set[str]) -> str:
    """A tab name Excel accepts: at most 31 characters, none of ``[]:*?/\\'``, not taken."""
    base = _NOT_IN_NAMES.sub("", wish).strip()[:31] or "表"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base[: 31 - len(str(count)) - 1]}-{count}"
    return name


def _fill(sheet: SafeSheet, table: Table) -> None:
    columns = max(len(table.head), 1)
    above = [(table.title, "title")] if table.title else []
    if table.subtitle:
        above.append((table.subtitle, "note"))
    head_row = len(above) + 1
    _set_up_page(sheet, table, head_row)
    for text, look in above:
        sheet.put([text], look)
    sheet.put(table.head, "head")
    count = head_row
    for row in table.rows:
        sheet.put(row)
        count += 1
    for note in table.notes:
        sheet.put([note], "note")
    last = count + len(table.notes)
    if columns > 1:
        for number in [*range(1, head_row), *range(count + 1, last + 1)]:
            sheet.merged_cells.add(f"A{number}:{get_column_letter(columns)}{number}")


def _set_up_page(sheet: SafeSheet, table: Table, head_row: int) -> None:
    for index in range(len(table.head)):
        width = table.widths[index] if index < len(table.widths) else _DEFAULT_WIDTH
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    sheet.freeze_panes = f"{get_column_letter(table.freeze + 1)}{head_row + 1}"
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if table.landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.HeaderFooter.oddFooter.center.text = PAGE_FOOTER
    if table.title:
        sheet.row_dimensions[1].height = 30


def _discard(sheets: Iterable[SafeSheet]) -> None:
    """Remove the writer's scratch files: openpyxl would keep them until the process ends."""
    for sheet in sheets:
        if not sheet.closed:
            sheet.close()
        if Path(sheet._writer.out).exists():
            sheet._writer.cleanup()
