"""The filled rows under the head of a simple table, cell by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from units.table_files import open_table
from units.table_words import match_head
from units.workbooks import WorkbookRefused

HEAD_WITHIN = 20


def table_rows(
    data: bytes,
    filename: str,
    heads: Mapping[str, tuple[str, ...]],
    labels: Mapping[str, str],
    needed: tuple[str, ...],
) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number and cell texts by field of each filled row under the head.

    The first sheet whose first 20 rows hold a head with all ``needed`` fields is taken.
    """
    for sheet in open_table(data, filename):
        texts = sheet.texts()
        for index, row in enumerate(texts[:HEAD_WITHIN]):
            columns = match_head(row, heads)
            if all(field in columns for field in needed):
                return _below(texts[index + 1 :], index + 2, columns)
    wanted = "、".join(f"“{labels[field]}”" for field in needed)
    raise WorkbookRefused(f"没有找到表头，表中应有{wanted}列，请对照模板检查。")


def _below(
    rows: tuple[tuple[str, ...], ...], first: int, columns: dict[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in enumerate(rows, first):
        cells = {field: row[index] if index < len(row) else "" for field, index in columns.items()}
        if any(cells.values()):
            yield number, cells
