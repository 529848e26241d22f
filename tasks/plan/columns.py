"""The head of a table: which column is the number, the task, the units, the date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from tasks.plan.labels import DEADLINE, LEAD, PERSON, RESPONSIBLE, SUPPORT, role_of

NUMBER, TASK, GROUP, DETAIL, OTHER = "number", "task", "group", "detail", "other"
UNIT = (LEAD, RESPONSIBLE, SUPPORT)

_GROUPS = (
    r"(?:[一二12]级(?:指标|目录|任务|事项)?|类别|类型|分类|大类|方面|板块|章节?|部分|方向|专项|领域|目标|职责|"
    r"(?:项目|任务|工作|指标)(?:类别|分类|类型)|(?:重点|工作|任务|主要|具体)(?:领域|方面|方向|目标|职责)|"
    r"(?:目标|总体)(?:任务|目标)|(?:测评|评估|考核|创建)?指标(?:名称|内容)?|所属.{1,4})"
)
_AND_MORE = r"(?:(?:及|和|与|、)(?:工作|具体|完成|推进)?(?:要求|目标|内容|措施|举措))?"
_TASKS = (
    r"(?:[三四34]级(?:指标|任务|事项)?|"
    rf"[一-龥]{{0,8}}(?:任务|事项|要点|工作)(?:名称|分解|清单|事项|内容)?{_AND_MORE}|"
    r"民生实事|实事(?:项目)?|(?:工作)?项目(?:名称|内容)?|"
    rf"(?:工作|任务|主要|具体|建设|测评|重点工作)?内容{_AND_MORE}|(?:存在|突出)?问题(?:清单|表现)?|改革举措)"
)
_DETAILS = (
    r"(?:具体|工作|主要|重点|推进|落实|整改|任务)*(?:举措|措施|做法|安排|要求|任务要求|标准|步骤)"
    rf"{_AND_MORE}|(?:测评|评估)标准"
)
_OTHERS = (
    r"(?:备注|说明|(?:佐证|证明|印证)材料|材料清单|(?:完成|进展|落实|工作)?情况|进展|状态|(?:预期)?成果(?:形式)?|"
    r"分值|自?评?得?分|(?:评分|考核|验收)标准|测评方式|依据|资金.*|总投资|来源|(?:联系)?电话|手机|姓名|职务|"
    r"(?:所在)?单位|邮箱)"
)
# The first that fits the whole head wins.
_KINDS: tuple[tuple[str, str], ...] = (
    (NUMBER, r"(?:项目?序?号|序号?|编号|号|N[Oo]\.?|(?:任务|项目|指标)(?:编号|序号)|项次|条目)"),
    (GROUP, _GROUPS),
    (OTHER, _OTHERS),
    (TASK, _TASKS),
    (DETAIL, _DETAILS),
)
_KIND_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _KINDS]


@dataclass(frozen=True)
class Column:
    """A column's kind and the words of its head."""

    kind: str
    word: str


@dataclass
class Head:
    """The columns of a table and how many rows the head takes."""

    columns: list[Column]
    rows: int
    row: int = 0
    units: list[int] = field(default_factory=list)

    @property
    def assigns(self) -> bool:
        """Does the table say who or by when?"""
        return bool(self.units) or bool(self.of(DEADLINE))

    def of(self, *kinds: str) -> list[int]:
        return [index for index, column in enumerate(self.columns) if column.kind in kinds]


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str | None:
    """The kind of a column by the words of its head, or None for words that are no head."""
    plain = re.sub(r"\s", "", words).strip(":*")
    if not plain or len(plain) > 24:
        return None
    if _KIND_PATTERNS[0][1].fullmatch(plain):
        return NUMBER
    bare = re.sub(r"\([^()]*\)", "", plain)
    role = role_of(plain) or role_of(bare)
    if role in (*UNIT, DEADLINE, PERSON):
        return role
    for kind, pattern in _KIND_PATTERNS[1:]:
        if pattern.fullmatch(plain) or pattern.fullmatch(bare):
            return kind
    return None


def is_head(kinds: list[str | None]) -> bool:
    """Do these words make the head of a table of tasks (or of something like it)?"""
    known = [kind for kind in kinds if kind]
    told = set(known)
    assigned = bool(told & {*UNIT, DEADLINE})
    named = TASK in told or DETAIL in told or (GROUP in told and assigned)
    return named and len(told) >= 2 and 2 * len(known) >= len([k for k in kinds if k != ""])


def read_head(rows: list[list[str]], at: int) -> Head | None:
    """The head that begins in row `at`, of one line or of two; None if there is none.

    rows: words of the cells, a merged cell repeated in every place that it covers.
    """
    kinds = [kind_of(words) if words else "" for words in rows[at]]
    if not any(kinds):
        return None
    below = rows[at + 1] if at + 1 < len(rows) else []
    lower = [kind_of(words) if words else "" for words in below]
    split = [
        index
        for index, words in enumerate(below)
        if words and index < len(rows[at]) and words != rows[at][index] and lower[index]
    ]
    two_lines = split and all(
        not words or words == rows[at][index] or lower[index] for index, words in enumerate(below)
    )
    if two_lines:
        merged = [lower[i] if i in split else kinds[i] for i in range(len(kinds))]
        words = [below[i] if i in split else rows[at][i] for i in range(len(kinds))]
        if is_head(merged):
            return _head(merged, words, 2, at)
    return _head(kinds, rows[at], 1, at) if is_head(kinds) else None


def _head(kinds: list[str | None], words: list[str], rows: int, at: int) -> Head:
    columns = [Column(kind or OTHER, word) for kind, word in zip(kinds, words, strict=True)]
    return Head(columns, rows, at, [i for i, c in enumerate(columns) if c.kind in UNIT])
