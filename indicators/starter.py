"""The starter indicator system a new county begins with, until the official one is loaded."""

from __future__ import annotations

import csv
from pathlib import Path

from indicators.sheets.rows import IndicatorRow, IndicatorTable
from indicators.sheets.words import read_materials

STARTER_TITLE = "示例体系，请以正式指标体系替换"
STARTER_FILE = Path(__file__).parent / "fixtures" / "starter_system.csv"


def starter_table() -> IndicatorTable:
    """The starter system as if read from a sheet: nine, 31 and about a hundred indicators.

    ``task_number`` of the second and third level is the plan item (一)…(三十一) it belongs to. The
    split of methods (39 on site, 37 on the web) follows a county's bid of 2022.
    """
    with STARTER_FILE.open(encoding="utf-8", newline="") as lines:
        return IndicatorTable(
            tuple(_row(number, record) for number, record in enumerate(csv.DictReader(lines), 2))
        )


def _row(number: int, record: dict[str, str]) -> IndicatorRow:
    return IndicatorRow(
        row=number,
        level=int(record["level"]),
        number=record["number"],
        title=record["title"],
        requirement=record["requirement"],
        guidance=record["guidance"],
        methods=tuple(code for code in record["methods"].split("|") if code),
        materials=read_materials(record["materials"]),
        task_number=record["task_number"],
    )
