"""The head of a table: which column is the number, the task, the units, the date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from tasks.plan.labels import DEADLINE, LEAD, PERSON, RESPONSIBLE, SUPPORT, role_of

NUMBER, TASK, GROUP, DETAIL, OTHER = "number", "task", "group", "detail", "other"
UNIT = (LEAD, RESPONSIBLE, SUPPORT)

_KINDS: tuple[tuple[str, str], ...] = (
    (
        NUMBER,
        r"(?:序号|编号|项目?序号|序|号|NO\.?|任务(?:编号|序号)|项次|条目|项目编号|指标序号|No\.?)",
    ),
    (
        GROUP,
        r"(?:[一二12]级(?:指标|目录|任务|事项)|类别|类型|分类|领域|重点领域|方面|板块|章节?|部分|项目类别|任务类别|工作类别|指标类别|主要方面|"
        r"目标任务|工作目标|总体目标|目标|任务目标|职责|主要职责|重点方向|方向|专项|所属.{1,4}|工作领域|工作方面|任务分类|大类|任务领域|指标名称|一级|二级)",
    ),
    (TASK, r"(?:[三四34]级(?:指标|任务|事项)|三级)(?:\(.*\))?"),
    (
        TASK,
        r"(?:年度|主要|重点|工作|具体|创建|改革|建设|细化|分解|整改|测评|评估|核心)*(?:任务|事项|要点|工作)(?:名称|分解|清单|事项)?(?:\(.*\))?",
    ),
    (
        TASK,
        r"(?:民生实事|实事项目|实事|项目名称|项目|工作内容|任务内容|主要内容|具体内容|内容|事项名称|问题清单|存在问题|问题|指标内容|测评内容|重点工作内容|工作任务及要求|任务及要求|改革举措|工作项目|建设内容)(?:\(.*\))?",
    ),
    (
        DETAIL,
        r"(?:具体|工作|主要|重点|推进|落实|整改|任务)*(?:举措|措施|做法|安排|要求|任务要求|内容及要求|标准|步骤)(?:\(.*\))?",
    ),
    (
        OTHER,
        r"(?:备注|说明|佐证材料|证明材料|印证材料|材料清单|完成情况|进展情况|进展|落实情况|状态|成果形式|成果|预期成果|分值|得分|自评分?|评分标准|考核标准|验收标准|测评方式|依据|资金.*|总投资|来源|电话|联系电话|手机|姓名|职务|单位|所在单位|邮箱)",
    ),
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
    named = TASK in told or GROUP in told or DETAIL in told
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
