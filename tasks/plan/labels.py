"""Labels of plans: 牵头单位: 责任单位: 完成时限: … and the role that each one gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tasks.plan.effort import spend
from tasks.plan.unitnames import looks_like_unit

LEAD, RESPONSIBLE, SUPPORT = "lead", "responsible", "support"
DEADLINE, PERSON, TITLE, OTHER = "deadline", "person", "title", "other"
UNIT_ROLES = frozenset((LEAD, RESPONSIBLE, SUPPORT))

_BODY = "(?:单位|部门|科室|处室|股室|机构|机关|方|县区|地区)"
_WHERE = "(?:市级|县级|区级|市|县|区|省|州|镇|旗|局|院)?"
_SIDE = r"(?:\((?!.*负责)[^()]{1,8}\))?"

# First pattern that fits the whole label wins; the order is from the special to the general.
_ROLES: tuple[tuple[str, str], ...] = (
    (
        PERSON,
        rf"(?:牵头|分管|责任|包抓|包联|联系|挂钩|主管|挂帅|主要|督办|协管|配合|包保){_WHERE}(?:领导|人|人员)(?:同志)?",
    ),
    (
        PERSON,
        r"(?:领导|第一责任人|直接责任人|负责人|负责同志|联系人|联络员|联络人|联系电话|联系方式|电话|具体责任人|经办人|县领导|市领导|姓名|职务)",
    ),
    (
        OTHER,
        rf"(?:督办|督查|督导|监督|考核|验收|评价|审核|填报|制表|报送|发布|来源|主送|抄送|印发){_BODY}",
    ),
    (
        LEAD,
        rf"(?:[市县区省州]级?)?(?:总|第一|责任|主要)?牵头(?:责任|组织实施|组织|实施|负责|承办|主办|主责|抓总)?{_SIDE}{_BODY}",
    ),
    (LEAD, rf"(?:主办|主责|第一责任|主要责任|主要负责|主要承办|首要责任){_BODY}"),
    (LEAD, r"牵头(?:负责|组织)?"),
    (
        RESPONSIBLE,
        rf"(?:[市县区省州]级?)?(?:责任|承办|负责|落实|实施|任务|办理|执行|承担|具体|主体|共同|分工|整改|建设|完成|分工负责|组织实施){{1,2}}{_SIDE}{_BODY}",
    ),
    (RESPONSIBLE, r"(?:责任主体|责任分工|任务分工|分工|职责分工|责任单位及分工|分工落实)"),
    (
        SUPPORT,
        rf"(?:[市县区省州]级?)?(?:主要)?(?:配合|协办|协助|协同|参与|参加|支持|会办|协作|联办|配合责任|责任配合|成员){_SIDE}{_BODY}",
    ),
    (SUPPORT, r"(?:配合|协办|协助)"),
    (
        DEADLINE,
        r"(?:计划|拟|预计)?(?:完成|办结|整改|落实|推进|工作|办理|实施|任务|进度|目标|截止|责任|推进|达成|销号|总体)?(?:时限|时间|期限|时间节点|节点|日期|时间表|时序|时间进度|时间期限)(?:要求|安排|节点)?",
    ),
    (DEADLINE, r"(?:进度安排|进度要求|办结日期)"),
    (
        TITLE,
        r"(?:任务名称|工作任务|重点任务|任务内容|任务事项|工作事项|事项名称|事项|项目名称|任务|工作名称|主要任务|具体任务|重点工作|工作要点)",
    ),
    (
        OTHER,
        r"(?:工作目标|目标任务|目标要求|任务目标|目标|工作措施|具体措施|主要措施|推进措施|措施|工作内容|主要内容|具体内容|内容|佐证材料|证明材料|备注|说明|注|验收标准|成果形式|预期成果|工作成果|考核标准|评分标准|工作要求|工作标准|完成标准|成果|依据|任务来源|来源|附件|完成情况|进展情况|资金来源)",
    ),
)
_ROLE_PATTERNS = [(role, re.compile(pattern)) for role, pattern in _ROLES]

# A label stands at a beginning; its word may be spaced out for looks: 责 任 单 位.
_LONGEST = 32
_VALUE = 200  # of the words behind a label so many are looked at
_LINE_LABEL = re.compile(r"(?:^|(?<=\n)) *\(?(?P<word>[一-龥 ]{4,14}?)\)?(?: +|(?=\n|$)|(?<=\)))")
_BRACKET_LABEL = re.compile(r"\( *(?P<word>[一-龥 ]{4,12}?) *\)")
_BEFORE = re.compile(r"(?:^|[\s。;,、)(|·•●-]) *$")


@dataclass(frozen=True)
class Label:
    """A label found at [start, end) of a folded text; `word` is the plan's own word for the role."""

    role: str
    word: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def role_of(word: str) -> str | None:
    """The role of a label word (牵头单位 → lead), or None if it is no known label."""
    plain = word.replace(" ", "").strip(":*")
    for role, pattern in _ROLE_PATTERNS:
        if pattern.fullmatch(plain):
            return role
    bare = re.sub(r"\([^()]*\)$", "", plain)
    if bare and bare != plain:
        return role_of(bare)
    both = re.fullmatch(r"(.{2,6})[、/和与及](.{2,6})", plain)
    if both:
        first, second = role_of(both[1]) or role_of(both[1] + "单位"), role_of(both[2])
        if second == PERSON:
            return first
        return second if first in UNIT_ROLES and second in UNIT_ROLES else None
    return None


def begins_with_label(folded: str) -> bool:
    """Does a line begin with a label (behind blanks, an opening bracket or a dash)?"""
    labels = find_labels(folded)
    return bool(labels) and not folded[: labels[0].start].strip(" (-·•●")


def find_labels(folded: str) -> list[Label]:
    """All labels with a colon, and labels alone at the beginning of a line, in order."""
    spend(len(folded))
    found = _with_colon(folded)
    found += [label for label in _without_colon(folded) if _is_free(label, found)]
    return sorted(found, key=lambda label: label.start)


def _is_free(label: Label, taken: list[Label]) -> bool:
    spend(len(taken))
    return all(label.end <= other.start or label.start >= other.end for other in taken)


def _with_colon(folded: str) -> list[Label]:
    colons = re.finditer(r":+|——|--|(?<=单位|部门)为(?=[^主牵])", folded)
    labels = (_label_before(folded, colon.start(), colon.end()) for colon in colons)
    return [label for label in labels if label]


def _label_before(folded: str, colon: int, after: int) -> Label | None:
    """The longest known label that ends at the colon and begins where a label can begin."""
    first = max(0, colon - _LONGEST)
    end = first + len(folded[first:colon].rstrip(" "))
    for start in range(first, end - 1):
        if start and not _BEFORE.search(folded[max(0, start - 3) : start]):
            continue
        word = folded[start:end]
        role = role_of(word) if word[0] not in " )(" else None
        if role:
            return Label(role, word.replace(" ", ""), start, after)
    return None


def _without_colon(folded: str) -> list[Label]:
    """`牵头单位 县司法局`, or a label alone on its line, or a label alone in brackets."""
    labels: list[Label] = []
    for pattern in (_LINE_LABEL, _BRACKET_LABEL):
        for found in pattern.finditer(folded):
            role = role_of(found["word"])
            if role in UNIT_ROLES | {DEADLINE} and _value_fits(
                role, folded[found.end() : found.end() + _VALUE]
            ):
                label = Label(role, found["word"].replace(" ", ""), *found.span())
                labels += [label] if _is_free(label, labels) else []
    return labels


def _value_fits(role: str | None, rest: str) -> bool:
    """Behind a label without colon a name of a body must follow (or anything, for a deadline)."""
    value = rest.lstrip(" \n:").split("\n", 1)[0]
    first = re.split(r"[、,;。 ]", value, maxsplit=1)[0]
    return bool(first) if role == DEADLINE else looks_like_unit(first)
