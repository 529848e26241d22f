"""Reads the list of bodies a county keeps: name, short name, other names, relation."""

from __future__ import annotations

from dataclasses import dataclass

from units.relation_words import relation_choices, relation_code
from units.table_rows import table_rows
from units.table_words import RowError, fold, split_names

EXAMPLE = "【示例】"  # marks the rows of the template that show how to fill it in
NAME_LIMIT, SHORT_LIMIT = 100, 40
COLUMNS = {"name": "单位名称", "short": "简称", "aliases": "别名", "relation": "单位关系"}
_HEAD_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "单位名称", "单位全称", "全称", "机构名称", "名称", "单位"),
    "short": ("short", "简称", "单位简称", "规范简称"),
    "aliases": ("aliases", "别名", "其他名称", "曾用名", "其他称谓"),
    "relation": ("relation", "单位关系", "关系", "单位类别", "单位性质", "类别"),
}


@dataclass(frozen=True)
class UnitRow:
    """One body; ``relation`` is a code of ``RELATION_LABELS``, ``row`` the sheet's row number."""

    row: int
    name: str
    short: str
    aliases: tuple[str, ...]
    relation: str

    def names(self) -> tuple[str, ...]:
        """Every word that means this body, without repeats."""
        return tuple(dict.fromkeys((self.name, self.short, *self.aliases)))


@dataclass(frozen=True)
class UnitTable:
    """Sound rows and the errors of the others."""

    units: tuple[UnitRow, ...]
    errors: tuple[RowError, ...]


def read_units(data: bytes, filename: str) -> UnitTable:
    """The bodies of a csv or xlsx with the columns 单位名称, 简称, 别名(以“|”分隔), 单位关系.

    English column names (name, short, aliases, relation) are taken too. A row with an error is
    left out of ``units``, one marked 【示例】 without a word. A name that two bodies claim is an error, because letters would go
    astray. Raises WorkbookRefused when the file is no table or has no head.
    """
    errors: list[RowError] = []
    units: list[UnitRow] = []
    for number, cells in table_rows(data, filename, _HEAD_NAMES, COLUMNS, ("name", "relation")):
        if cells["name"].startswith(EXAMPLE):
            continue
        unit = _read_row(number, cells, errors)
        if unit is not None:
            units.append(unit)
    sound = _without_clashes(units, errors)
    return UnitTable(sound, tuple(sorted(errors, key=lambda error: error.row)))


def _read_row(number: int, cells: dict[str, str], errors: list[RowError]) -> UnitRow | None:
    before = len(errors)
    name = cells["name"]
    short = cells.get("short", "") or name
    if not name:
        errors.append(RowError(number, COLUMNS["name"], "没有填写，请补上单位全称。"))
    if len(name) > NAME_LIMIT:
        errors.append(RowError(number, COLUMNS["name"], f"超过 {NAME_LIMIT} 字，请缩短。"))
    if len(short) > SHORT_LIMIT:
        errors.append(RowError(number, COLUMNS["short"], f"超过 {SHORT_LIMIT} 字，请填写简称。"))
    relation = relation_code(cells["relation"])
    if relation is None:
        said = f"“{cells['relation'][:20]}”不认识" if cells["relation"] else "没有填写"
        errors.append(
            RowError(number, COLUMNS["relation"], f"{said}，可填：{relation_choices()}。")
        )
    if relation is None or len(errors) > before:
        return None
    aliases = tuple(
        word for word in split_names(cells.get("aliases", "")) if word not in (name, short)
    )
    return UnitRow(number, name, short, aliases, relation)


def _without_clashes(units: list[UnitRow], errors: list[RowError]) -> tuple[UnitRow, ...]:
    """Drops, with an error that names both rows, a body that claims a word of an earlier one."""
    owners: dict[str, UnitRow] = {}
    sound: list[UnitRow] = []
    for unit in units:
        clash = next((word for word in unit.names() if fold(word) in owners), None)
        if clash is None:
            owners.update({fold(word): unit for word in unit.names()})
            sound.append(unit)
            continue
        column = _column_of(unit, clash)
        owner = owners[fold(clash)]
        errors.append(
            RowError(
                unit.row, column, f"“{clash}”与第{owner.row}行“{owner.name}”重复，请只留一处。"
            )
        )
    return tuple(sound)


def _column_of(unit: UnitRow, word: str) -> str:
    if word == unit.name:
        return COLUMNS["name"]
    return COLUMNS["short"] if word == unit.short else COLUMNS["aliases"]
