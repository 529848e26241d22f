"""What an indicator table becomes once read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from units.table_words import RowError

LEVELS = (1, 2, 3)
LEVEL_NAMES = {1: "一级指标", 2: "二级指标", 3: "三级指标"}
CHAIN_TAGS = ("制度", "部署", "落实", "成效")
YEAR_MARKS = ("现行", "当年", "每年", "近两年")


@dataclass(frozen=True)
class Material:
    """One line of a material list: what is asked for, its place in the chain, of which years.

    ``chain`` is one of CHAIN_TAGS or empty, ``years`` one of YEAR_MARKS or empty: 现行 in force
    now, 当年 of the current year, 每年 one for each year of the campaign, 近两年 the last two.
    """

    title: str
    chain: str = ""
    years: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of any level, in the order of the table.

    ``number`` is counted afresh (1, 1.2, 1.2.3); ``written_number`` is the running number found in
    the text, ``row`` the sheet's row number. ``methods`` are codes of METHOD_LABELS,
    ``task_number`` the plan item a starter indicator belongs to.
    """

    row: int
    level: int
    number: str
    title: str
    written_number: str = ""
    requirement: str = ""
    guidance: str = ""
    methods: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    units: tuple[str, ...] = ()
    task_number: str = ""

    @property
    def parent_number(self) -> str:
        """The number one level up; empty at the top."""
        return self.number.rpartition(".")[0]


@dataclass(frozen=True)
class IndicatorTable:
    """All indicators read and everything wrong with the table; import only without errors."""

    rows: tuple[IndicatorRow, ...]
    errors: tuple[RowError, ...] = ()

    @property
    def by_level(self) -> dict[int, int]:
        """How many indicators each level has."""
        counted = Counter(row.level for row in self.rows)
        return {level: counted[level] for level in LEVELS}

    @property
    def by_method(self) -> dict[str, int]:
        """How many third-level indicators are assessed by each method (code → count)."""
        return dict(Counter(code for row in self.rows if row.level == 3 for code in row.methods))
