"""Reads the groups a plan addresses at once: 各乡镇(街道), 各行政执法单位 …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from units.relation_words import relation_choices, relation_code
from units.table_rows import table_rows
from units.table_words import RowError, fold, split_names, split_words

COLUMNS = {"name": "分组名称", "aliases": "别名", "kind": "类型", "members": "成员"}
_HEAD_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "分组名称", "分组", "名称", "单位分组"),
    "aliases": ("aliases", "别名", "其他名称"),
    "kind": ("kind", "类型", "分组类型"),
    "members": ("members", "成员", "成员单位", "组成单位"),
}
_KINDS = {"closed": "closed", "封闭": "closed", "固定": "closed", "成员固定": "closed"}
_KINDS |= {"open": "open", "开放": "open", "不固定": "open", "成员不固定": "open"}
_RULE = re.compile(r"(relation|list|关系|单位关系|名单|清单)[=:\uff1a](.*)", re.DOTALL)
_BY_OFFICE = frozenset({"setbytheoffice", "由办公室确定", "由依法治县办确定", "依法治县办确定"})


@dataclass(frozen=True)
class GroupRow:
    """One group: members by ``relations`` (codes) or by ``members`` (names as written).

    ``by_office`` marks a closed group whose list the office still has to enter.
    """

    row: int
    name: str
    aliases: tuple[str, ...]
    kind: str
    relations: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    by_office: bool = False


@dataclass(frozen=True)
class GroupTable:
    """Sound groups and the errors of the others."""

    groups: tuple[GroupRow, ...]
    errors: tuple[RowError, ...]


def read_groups(data: bytes, filename: str) -> GroupTable:
    """The groups of a csv or xlsx with the columns 分组名称, 别名, 类型, 成员 (or the English ones).

    类型: closed 封闭 (members known) or open 开放 (whoever the matter concerns). 成员:
    ``relation=乡镇街道;党委部门``, ``list=公安、住建`` or ``list=set by the office``.
    Raises WorkbookRefused when the file is no table or has no head.
    """
    errors: list[RowError] = []
    groups: list[GroupRow] = []
    owners: dict[str, int] = {}
    for number, cells in table_rows(data, filename, _HEAD_NAMES, COLUMNS, ("name", "kind")):
        group = _read_row(number, cells, errors)
        if group is None:
            continue
        words = {fold(word) for word in (group.name, *group.aliases)}
        taken = next((owners[word] for word in words if word in owners), None)
        if taken is not None:
            errors.append(RowError(number, COLUMNS["name"], f"名称或别名与第{taken}行重复。"))
            continue
        owners.update(dict.fromkeys(words, number))
        groups.append(group)
    return GroupTable(tuple(groups), tuple(errors))


def _read_row(number: int, cells: dict[str, str], errors: list[RowError]) -> GroupRow | None:
    name, kind = cells["name"], _KINDS.get(fold(cells["kind"]).casefold())
    if not name:
        errors.append(RowError(number, COLUMNS["name"], "没有填写，请补上分组名称。"))
        return None
    if kind is None:
        errors.append(
            RowError(number, COLUMNS["kind"], "不认识，可填：封闭（closed）、开放（open）。")
        )
        return None
    aliases = tuple(w for w in split_names(cells.get("aliases", "")) if w != name)
    group = GroupRow(number, name, aliases, kind)
    return _with_members(group, cells.get("members", ""), errors)


def _with_members(group: GroupRow, text: str, errors: list[RowError]) -> GroupRow | None:
    if not text:
        if group.kind == "closed":
            errors.append(RowError(group.row, COLUMNS["members"], "封闭分组须写明成员。"))
            return None
        return group
    rule = _RULE.fullmatch(text.strip())
    key, body = (rule[1], rule[2]) if rule else ("list", text)
    parts = split_words(body)
    base = (group.row, group.name, group.aliases, group.kind)
    if key in ("list", "名单", "清单"):
        if fold(body).casefold() in _BY_OFFICE:
            return GroupRow(*base, by_office=True)
        return GroupRow(*base, members=parts)
    codes = [relation_code(part) for part in parts]
    unknown = [part for part, code in zip(parts, codes, strict=True) if code is None]
    if unknown or not parts:
        said = f"“{unknown[0]}”不是单位关系" if unknown else "没有写明单位关系"
        errors.append(
            RowError(group.row, COLUMNS["members"], f"{said}，可填：{relation_choices()}。")
        )
        return None
    return GroupRow(*base, relations=tuple(code for code in codes if code))
