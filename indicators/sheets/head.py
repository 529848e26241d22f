"""Finds the head of an indicator table and says which column holds what.

Heads of one or two lines, under any number of title rows, with merged cells, are understood.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from indicators.sheets.words import method_code
from units.table_words import fold_head
from units.workbooks import SheetRows

HEAD_WITHIN = 40
LEVEL_FIELDS = ("level1", "level2", "level3")
FIELD_NAMES: dict[str, str] = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "number": "序号",
    "methods": "测评方式",
    "requirement": "考核要求",
    "guidance": "举证说明",
    "materials": "材料清单",
    "units": "责任单位",
}
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "level1": ("一级指标", "一级", "一级指标名称", "一级指标内容"),
    "level2": ("二级指标", "二级", "二级指标名称", "二级指标内容"),
    "level3": ("三级指标", "三级", "三级指标名称", "三级指标内容", "具体指标"),
    "number": ("序号", "编号", "指标序号", "指标编号", "三级指标序号"),
    "methods": (
        "测评方式", "测评方法", "评估方式", "评估方法", "评审方式", "评审方法", "考核方式",
        "考评方式", "核验方式", "评价方式", "评测方式", "测评形式", "评估测评方式", "检查方式",
    ),
    "requirement": (
        "考核要求", "评分标准", "评估标准", "考评标准", "测评标准", "评价标准", "创建标准",
        "评审标准", "指标说明", "指标要求", "具体要求", "工作要求", "评分细则", "考核标准",
        "指标内涵", "评分标准/考核要求", "考核内容", "测评内容", "指标解释",
    ),
    "guidance": ("举证说明", "举证指引", "举证要求", "填报说明", "佐证说明", "评审要点", "说明"),
    "materials": (
        "材料清单", "佐证材料", "证明材料", "印证材料", "所需材料", "材料目录", "举证材料",
        "备查材料", "报送材料", "佐证材料清单", "申报材料", "需提供材料", "材料要求",
    ),
    "units": (
        "责任单位", "牵头单位", "责任部门", "承办单位", "责任主体", "牵头部门", "责任单位名称",
        "牵头责任单位", "主责单位",
    ),
}  # fmt: skip
_BY_NAME = {name: key for key, names in _SYNONYMS.items() for name in names}


class HeadMissing(Exception):
    """No row of the sheet is a head; ``missing`` names the level columns that were not found."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Head:
    """Where the body begins (``body``, counted from 0) and the column of each field.

    ``ticks`` maps a column whose name is a method to that method's code.
    """

    top: int
    body: int
    columns: dict[str, int]
    names: dict[str, str]
    ticks: dict[int, str] = field(default_factory=dict)


def find_head(sheet: SheetRows, texts: tuple[tuple[str, ...], ...]) -> Head:
    """The head of a sheet; raises HeadMissing with the level columns that are nowhere."""
    anchors = sheet.anchors()
    best: set[str] = set()
    for index, row in enumerate(texts[:HEAD_WITHIN]):
        levels = {_BY_NAME.get(fold_head(text), "") for text in row} & set(LEVEL_FIELDS)
        best = max(best, levels, key=len)
        if len(levels) == len(LEVEL_FIELDS):
            return _build(texts, anchors, index)
    raise HeadMissing(tuple(FIELD_NAMES[key] for key in LEVEL_FIELDS if key not in best))


def _build(
    texts: tuple[tuple[str, ...], ...], anchors: dict[tuple[int, int], tuple[int, int]], row: int
) -> Head:
    lines = [row]
    if row > 0 and _adds_names(texts[row - 1]):
        lines.insert(0, row - 1)
    if row + 1 < len(texts) and _is_second_line(texts, row):
        lines.append(row + 1)
    columns: dict[str, int] = {}
    names: dict[str, str] = {}
    ticks: dict[int, str] = {}
    for column in range(len(texts[row])):
        stack = [_value(texts, anchors, line, column) for line in reversed(lines)]
        _place(column, [text for text in stack if text], columns, names, ticks)
    return Head(lines[0], lines[-1] + 1, columns, names, ticks)


def _place(
    column: int,
    stack: list[str],
    columns: dict[str, int],
    names: dict[str, str],
    ticks: dict[int, str],
) -> None:
    """Give the column its meaning from its head texts, the lowest line first."""
    for text in stack:
        code = method_code(text)
        if code is not None and code not in ticks.values():
            ticks[column] = code
            return
        key = _BY_NAME.get(fold_head(text))
        if key is not None and key not in columns and not (key == "methods" and ticks):
            columns[key], names[key] = column, text
            return


def _adds_names(row: tuple[str, ...]) -> bool:
    """A line above the level names belongs to the head when it names another known column."""
    return any(_BY_NAME.get(fold_head(text)) not in (None, *LEVEL_FIELDS) for text in row if text)


def _is_second_line(texts: tuple[tuple[str, ...], ...], row: int) -> bool:
    """The line below belongs to the head when no level is filled there but column names are."""
    level_columns = [
        column
        for column, text in enumerate(texts[row])
        if _BY_NAME.get(fold_head(text)) in LEVEL_FIELDS
    ]
    below = texts[row + 1]
    if any(below[column] for column in level_columns):
        return False
    named = [t for t in below if method_code(t) or _BY_NAME.get(fold_head(t)) is not None]
    return bool(named) and len(named) == sum(bool(text) for text in below)


def _value(
    texts: tuple[tuple[str, ...], ...],
    anchors: dict[tuple[int, int], tuple[int, int]],
    row: int,
    column: int,
) -> str:
    top, left = anchors.get((row, column), (row, column))
    return texts[top][left]
