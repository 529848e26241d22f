"""Walks the body of one indicator sheet and builds the tree level by level."""

from __future__ import annotations

import re

from indicators.sheets.head import FIELD_NAMES, LEVEL_FIELDS, Head
from indicators.sheets.rows import IndicatorRow, Material
from indicators.sheets.words import (
    METHOD_LABELS,
    read_materials,
    read_methods,
    read_tick,
    split_number,
)
from units.table_words import RowError, fold, split_words
from units.workbooks import SheetRows

TITLE_LIMIT = 300
TEXT_LIMIT = 4_000
EXAMPLE = "示例"
DITTO = frozenset({"同上", "〃", "″", '"'})
_NOTE = re.compile(r"(注|备注|说明|填表说明|填表人|填报人|填报单位|制表|审核|合计|小计|总计|总分)")
_EXAMPLE_MARK = re.compile(r"[【\[(\uff08]?示例[】\])\uff09:\uff1a]")
_BAND = re.compile(r"[一二三四五六七八九十]+\s*[、.\uff0e]")


class Numbering:
    """Counts 1, 1.1, 1.1.1 over all sheets of a workbook and remembers what was there before."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.seen: dict[tuple[str, str], tuple[str, int]] = {}

    def next_under(self, parent: str) -> str:
        """The next free number below ``parent`` (empty: the top)."""
        self.counts[parent] = self.counts.get(parent, 0) + 1
        return f"{parent}.{self.counts[parent]}" if parent else str(self.counts[parent])


class Body:
    """Reads the rows under a head; results gather in ``rows`` and ``errors``."""

    def __init__(self, sheet: SheetRows, head: Head, numbering: Numbering, label: str) -> None:
        self.sheet, self.head, self.numbering, self.label = sheet, head, numbering, label
        self.texts = sheet.texts()
        self.anchors = sheet.anchors()
        self.rows: list[IndicatorRow] = []
        self.errors: list[RowError] = []
        self.current: dict[int, tuple[str, str]] = {}  # level → (number, folded title)

    def run(self) -> None:
        """Read every row; nothing is raised, what is wrong goes to ``errors``."""
        for row in range(self.head.body, len(self.texts)):
            if not self._is_noise(row) and not self._is_band(row):
                self._read(row)

    def _is_noise(self, row: int) -> bool:
        """Blank rows, notes, sums, a repeated head and rows marked 示例 are no indicators."""
        own = [text for text in self.texts[row] if text]
        if not own:
            return True
        levels = [self._value(row, column) for column in self._levels()]
        number = self._text(row, "number")
        if number == EXAMPLE or any(_EXAMPLE_MARK.match(text) for text in levels):
            return True
        if all(
            fold(text) == fold(self.head.names[key])
            for text, key in zip(levels, LEVEL_FIELDS, strict=True)
        ):
            return True
        first = fold(own[0])
        return len(own) == 1 and bool(_NOTE.match(first)) and not levels[2]

    def _is_band(self, row: int) -> bool:
        """A row merged over all levels: a first-level heading when numbered 一、, else a note."""
        one, _, three = (self._anchor(row, column) for column in self._levels())
        if one != three:
            return self._is_sum(row)
        text = self.texts[one[0]][one[1]]
        if _BAND.match(text):
            self._enter(row, 1, text)
        return True

    def _is_sum(self, row: int) -> bool:
        first = next((fold(text) for text in self.texts[row] if text), "")
        return first in ("小计", "合计", "总计", "总分") and not self._text(row, "level3")

    def _read(self, row: int) -> None:
        for level in (1, 2):
            text = self._text(row, LEVEL_FIELDS[level - 1])
            if text and text not in DITTO:
                self._enter(row, level, text)
        top, _ = self._anchor(row, self.head.columns["level3"])
        if top != row:
            self._continue(row)
            return
        text = self._text(row, "level3")
        if not text:
            self._error(row, "level3", "没有填写，请补上三级指标，或删去这一行。")
        elif 1 not in self.current or 2 not in self.current:
            level = 1 if 1 not in self.current else 2
            self._error(
                row, LEVEL_FIELDS[level - 1], f"没有填写，无法确定“{text[:20]}”的上级指标。"
            )
        else:
            self._add_third(row, text)

    def _enter(self, row: int, level: int, text: str) -> None:
        """Make ``text`` the current indicator of its level, adding it when it is a new one."""
        key = LEVEL_FIELDS[level - 1]
        written, title = split_number(text)
        folded = fold(title)
        held = self.current.get(level)
        if held is not None and held[1] == folded:
            return
        if level == 2 and 1 not in self.current:
            self._error(row, "level1", f"没有填写，无法确定“{title[:20]}”的上级指标。")
            return
        parent = self.current[1][0] if level == 2 else ""
        for below in range(level, 4):
            self.current.pop(below, None)
        number = self.numbering.next_under(parent)
        self.current[level] = (number, folded)
        self._check_title(row, key, parent, title)
        self.rows.append(IndicatorRow(row + 1, level, number, title, written))

    def _add_third(self, row: int, text: str) -> None:
        written, title = split_number(text)
        parent = self.current[2][0]
        self._check_title(row, "level3", parent, title)
        self.rows.append(
            IndicatorRow(
                row + 1,
                3,
                self.numbering.next_under(parent),
                title,
                written,
                requirement=self._long(row, "requirement"),
                guidance=self._long(row, "guidance"),
                methods=self._methods(row),
                materials=self._materials(row),
                units=split_words(self._text(row, "units")),
            )
        )

    def _continue(self, row: int) -> None:
        """A further line of a third-level cell merged downwards adds its texts to the indicator."""
        if not self.rows or self.rows[-1].level != 3:
            return
        last = self.rows[-1]
        methods = {*last.methods, *self._methods(row)}
        self.rows[-1] = IndicatorRow(
            last.row,
            3,
            last.number,
            last.title,
            last.written_number,
            requirement=_joined(last.requirement, self._own(row, "requirement")),
            guidance=_joined(last.guidance, self._own(row, "guidance")),
            methods=tuple(code for code in METHOD_LABELS if code in methods),
            materials=tuple(dict.fromkeys((*last.materials, *self._materials(row)))),
            units=tuple(dict.fromkeys((*last.units, *split_words(self._own(row, "units"))))),
        )

    def _check_title(self, row: int, key: str, parent: str, title: str) -> None:
        if len(title) > TITLE_LIMIT:
            self._error(row, key, f"超过 {TITLE_LIMIT} 字，请把说明文字移到“考核要求”列。")
        before = self.numbering.seen.setdefault((parent, fold(title)), (self.label, row + 1))
        if before != (self.label, row + 1):
            place = f"工作表“{before[0]}”" * bool(before[0]) + f"第{before[1]}行"
            self._error(row, key, f"“{title[:20]}”与{place}重复，同一上级下只能有一个。")

    def _methods(self, row: int) -> tuple[str, ...]:
        codes: set[str] = set()
        for column, code in self.head.ticks.items():
            text = self._value(row, column)
            ticked = read_tick(text)
            if ticked:
                codes.add(code)
            elif ticked is None:
                self._error_at(
                    row, METHOD_LABELS[code], f"“{text[:10]}”看不懂，勾选请填“✓”，不勾选请留空。"
                )
        known, unknown = read_methods(self._text(row, "methods"))
        if unknown:
            said = "、".join(f"“{word[:10]}”" for word in unknown)
            allowed = "、".join(METHOD_LABELS.values())
            self._error(row, "methods", f"{said}不是测评方式，可填：{allowed}。")
        return tuple(code for code in METHOD_LABELS if code in codes or code in known)

    def _materials(self, row: int) -> tuple[Material, ...]:
        return read_materials(self._long(row, "materials"))

    def _long(self, row: int, key: str) -> str:
        text = self._text(row, key)
        if len(text) > TEXT_LIMIT:
            self._error(row, key, f"超过 {TEXT_LIMIT} 字，请缩短。")
        return text

    def _own(self, row: int, key: str) -> str:
        """The text only when the cell itself holds it, not a merged cell that began above."""
        column = self.head.columns.get(key)
        return "" if column is None else self.texts[row][column]

    def _text(self, row: int, key: str) -> str:
        column = self.head.columns.get(key)
        return "" if column is None else self._value(row, column)

    def _value(self, row: int, column: int) -> str:
        top, left = self._anchor(row, column)
        return self.texts[top][left]

    def _anchor(self, row: int, column: int) -> tuple[int, int]:
        return self.anchors.get((row, column), (row, column))

    def _levels(self) -> list[int]:
        return [self.head.columns[key] for key in LEVEL_FIELDS]

    def _error(self, row: int, key: str, message: str) -> None:
        name = self.head.names.get(key, FIELD_NAMES[key])
        self._error_at(row, "".join(name.split()), message)

    def _error_at(self, row: int, column: str, message: str) -> None:
        last = self.errors[-1] if self.errors else None
        if last is None or (last.row, last.column) != (row + 1, column):  # one cell, one error
            self.errors.append(RowError(row + 1, column, message, self.label))


def _joined(before: str, more: str) -> str:
    return "\n".join(part for part in (before, more) if part)
