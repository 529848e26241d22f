"""The 90 usual bodies and 6 groups of 示例县 as names to recognize."""

import csv
from pathlib import Path

from units.recognition import Recognizer, UnitName

FIXTURES = Path(__file__).parents[2] / "units" / "fixtures"


def example_names():
    return [*_rows("units.csv", "unit"), *_rows("groups.csv", "group")]


def example_recognizer():
    return Recognizer(example_names(), county="示例县")


def _rows(file, kind):
    with (FIXTURES / file).open(encoding="utf-8") as lines:
        return [
            UnitName(
                row["name"],
                row["name"],
                row.get("short") or "",
                tuple(row["aliases"].split("|")),
                kind,
            )
            for row in csv.DictReader(lines)
        ]
