"""A snapshot to plain JSON data and back, so that it can be kept in the database."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from reports.docx.snapshot import (
    Block,
    Form,
    LetterSnapshot,
    Paragraph,
    SnapshotError,
    Table,
)

_BLOCK_TAGS: dict[str, type] = {"paragraph": Paragraph, "table": Table, "form": Form}
_TAG_OF = {cls: tag for tag, cls in _BLOCK_TAGS.items()}


def to_json(snapshot: LetterSnapshot) -> dict[str, Any]:
    """Return the snapshot as dicts, lists, strings, numbers and None, for `json.dumps`."""
    return cast("dict[str, Any]", _plain(snapshot))


def from_json(data: Mapping[str, Any]) -> LetterSnapshot:
    """Return the snapshot that `to_json` gave; fields not in `data` take their defaults.

    Raises SnapshotError when a field is unknown, missing or of the wrong type.
    """
    return cast("LetterSnapshot", _read(LetterSnapshot, data, "文书"))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        plain = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        tag = _TAG_OF.get(type(value))
        return {"type": tag, **plain} if tag else plain
    return value


def _read(hint: Any, data: object, place: str) -> object:
    if hint == Block:
        return _read_block(data, place)
    origin = get_origin(hint)
    if origin is tuple:
        return _read_list(get_args(hint)[0], data, place)
    if origin is Literal:
        if data in get_args(hint) and not isinstance(data, bool):
            return data
        raise SnapshotError(f"“{place}”的值“{data}”不在允许范围内，文书内容无法读取。")
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in get_args(hint) if arg is not type(None))
        return None if data is None else _read(inner, data, place)
    if is_dataclass(hint):
        return _read_object(cast("type", hint), data, place)
    if hint is date:
        return _read_date(data, place)
    # bool is an int in Python, yet true is not a width
    if isinstance(data, hint) and (hint is bool or not isinstance(data, bool)):
        return cast("object", data)
    raise SnapshotError(f"“{place}”的类型不对，文书内容无法读取。")


def _read_block(data: object, place: str) -> object:
    if not isinstance(data, Mapping) or data.get("type") not in _BLOCK_TAGS:
        raise SnapshotError(f"“{place}”不是段落、表格或表单，文书内容无法读取。")
    rest = {key: value for key, value in data.items() if key != "type"}
    return _read_object(_BLOCK_TAGS[data["type"]], rest, place)


def _read_list(hint: Any, data: object, place: str) -> tuple[object, ...]:
    if not isinstance(data, list | tuple):
        raise SnapshotError(f"“{place}”应为列表，文书内容无法读取。")
    return tuple(_read(hint, item, f"{place}[{n}]") for n, item in enumerate(data, 1))


def _read_date(data: object, place: str) -> date:
    try:
        return date.fromisoformat(cast("str", data))
    except (TypeError, ValueError) as error:
        raise SnapshotError(f"“{place}”的日期“{data}”无法识别。") from error


def _read_object(cls: type, data: object, place: str) -> object:
    if not isinstance(data, Mapping):
        raise SnapshotError(f"“{place}”应为对象，文书内容无法读取。")
    hints = _hints(cls)
    unknown = set(data) - set(hints)
    if unknown:
        raise SnapshotError(f"“{place}”含有无法识别的字段“{min(map(str, unknown))}”。")
    values = {key: _read(hints[key], value, f"{place}.{key}") for key, value in data.items()}
    needed = [f.name for f in fields(cls) if f.default is MISSING and f.name not in values]
    if needed:
        raise SnapshotError(f"“{place}”缺少字段“{needed[0]}”。")
    return cls(**values)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
