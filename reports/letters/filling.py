"""Words in 【】 follow the facts: the one catalogue of what may stand there, and how it is filled in."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reports.choices import LetterKind
from reports.docx.snapshot import LetterSnapshot, Table
from reports.letters.facts import ON_ISSUE, Facts, NoticeFacts
from reports.letters.situation import counted, how_due, reminded, the_limit, what_lacks
from units.day_words import day_cn, month_cn

K = LetterKind
BLANK = re.compile(r"【[^【】]{0,20}】")
# Letter.title
LONGEST_TITLE = 200
# Around what is filled in for a sample, so that the page can mark it: isolates, which take no room.
OPENS, CLOSES = "\u2068", "\u2069"


@dataclass(frozen=True)
class Blank:
    """One name that may stand in 【】: what is put there, and in which kinds of documents.

    One that `moves` is filled in at composition, so that a part that drops out or a date that
    moves leaves nothing wrong behind; the others, and all in a title, when the letter is drafted.
    """

    name: str
    means: str
    kinds: frozenset[str]
    of: Callable[[Any], str | None]
    moves: bool = False

    @property
    def text(self) -> str:
        """The name as it is typed: 【限期】."""
        return f"【{self.name}】"


def _day(day: date | None) -> str | None:
    return day_cn(day) if day else None


def _only(facts: Facts) -> str | None:
    return facts.items[0].title if len(facts.items) == 1 else None


def _agreed(facts: Facts) -> str | None:
    return _day(facts.items[0].agreed_on) if len(facts.items) == 1 else None


_ALL = frozenset({K.HANDOVER, K.REQUEST, K.PROMPT, K.SUPERVISION, K.REMINDER})
_LISTING = _ALL - {K.SUPERVISION}
_TOLD = frozenset({K.HANDOVER})
_URGED = frozenset({K.PROMPT, K.SUPERVISION})
_ONE = frozenset({K.SUPERVISION})
_NOTICE = frozenset({K.NOTICE})

LETTERS = (
    Blank("单位", "收文单位全称", _ALL, lambda f: f.addressee),
    Blank("年度", "工作要点的年度，如：2026", _ALL, lambda f: f"{f.year}"),
    Blank("方案", "工作要点的名称和文号", _ALL, lambda f: f.plan_words),
    Blank(
        "交办",
        "交办；任务先已交办其他单位的，为：补充交办",
        _TOLD,
        lambda f: "补充交办" if f.supplement else "交办",
    ),
    Blank("任务", "所督办任务的名称", _ONE, _only),
    Blank("项数", "所列任务的项数，如：3", _ALL, lambda f: f"{len(f.items)}", moves=True),
    Blank("几项", "所列任务的项数，如：3项；只有一项的不写", _LISTING, counted, moves=True),
    Blank(
        "签收期限",
        "如：2个工作日（在办理规则中设置）",
        _TOLD,
        lambda f: f"{f.silent_workdays}个工作日",
    ),
    Blank(
        "异议期限",
        "对分工提出意见的期限，如：3个工作日",
        _TOLD,
        lambda f: f"{f.objection_workdays}个工作日",
    ),
    Blank("到期", "办理时限已到或者临近", frozenset({K.PROMPT}), how_due, moves=True),
    Blank("时限", "如：办理时限为2026年3月10日", _ONE, the_limit, moves=True),
    Blank("原时限", "约定的办理时限（含同意的延期），如：2026年3月10日", _ONE, _agreed, moves=True),
    Blank("所缺", "没有收到的办理情况或者修改完善后的材料", _URGED, what_lacks, moves=True),
    Blank(
        "限期", "本函要求的日期，如：2026年3月20日", _URGED, lambda f: _day(f.answer_by), moves=True
    ),
    Blank("截至", "成文当天的日期", _ALL, lambda f: _day(f.as_of), moves=True),
    Blank(
        "提示函文号",
        "就同一事项发出的提示函的文号",
        _ONE,
        lambda f: f.prompt_number or None,
        moves=True,
    ),
    Blank("提示函日期", "这份提示函的印发日期", _ONE, lambda f: _day(f.prompt_on), moves=True),
    Blank(
        "提醒内容",
        "已到时限的请尽快报送、即将到期的请按时报送，按所列任务写",
        frozenset({K.REMINDER}),
        reminded,
        moves=True,
    ),
    Blank("联系人", "发文设置中的联系人", _ALL, lambda f: f.head.contact_person or None),
    Blank("联系电话", "发文设置中的联系电话", _ALL, lambda f: f.head.contact_phone or None),
)
NOTICES = (
    Blank("月份", "所通报的月份，如：2026年3月", _NOTICE, lambda f: month_cn(f.period)),
    Blank("方案", "工作要点的名称和文号", _NOTICE, lambda f: f.plans),
    Blank("截至", "取数的时间，如：2026年3月31日17时", _NOTICE, lambda f: f.as_of),
    Blank("截至日期", "取数的日期，如：2026年3月31日", _NOTICE, lambda f: day_cn(f.as_of_day)),
    Blank("报送期限", "如：5个工作日（发文设置中提示函的期限）", _NOTICE, lambda f: f"{f.prompt_workdays}个工作日"),
    Blank("临期项数", "临近到期的承办事项，如：3项", _NOTICE, lambda f: f"{f.due_soon}项"),
    Blank("临期天数", "如：5个工作日（在办理规则中设置）", _NOTICE, lambda f: f"{f.soon_workdays}个工作日"),
)  # fmt: skip


def blanks_of(kind: str) -> list[Blank]:
    """Return the blanks that a text of `kind` may hold."""
    return [blank for blank in (*LETTERS, *NOTICES) if kind in blank.kinds]


def fill(text: str, facts: Facts | NoticeFacts) -> str:
    """Return the text with its blanks replaced by what is true of `facts`.

    A blank that is unknown, or whose fact is missing, stays as it is: the lint refuses it.
    """
    return _filled(text, facts, lambda blank, word: word)


def settle(text: str, facts: Facts | NoticeFacts) -> str:
    """Return the text with the blanks filled in that will not move; the others wait.

    A fact with 【】 in itself waits too: it must not be taken for a blank later.
    """

    def settled(blank: Blank, word: str) -> str | None:
        return None if blank.moves or "【" in word or "】" in word else word

    return _filled(text, facts, settled)


def fill_sample(text: str, facts: Facts | NoticeFacts) -> str:
    """Return the text filled in, with marks around what was filled in."""
    return _filled(text, facts, lambda blank, word: f"{OPENS}{word}{CLOSES}")


def fill_title(text: str, facts: Facts | NoticeFacts) -> str:
    """Return a title filled in; the name of a task is cut short where it would be too long."""
    title = fill(text, facts)
    over = len(title) - LONGEST_TITLE
    if over <= 0 or not isinstance(facts, Facts):
        return title[:LONGEST_TITLE]
    items = tuple(replace(item, title=f"{item.title[: -over - 2]}……") for item in facts.items)
    return fill(text, replace(facts, items=items))[:LONGEST_TITLE]


def _filled(text: str, facts: Facts | NoticeFacts, put: Callable[[Blank, str], str | None]) -> str:
    known = {row.name: row for row in (NOTICES if isinstance(facts, NoticeFacts) else LETTERS)}

    def word(found: re.Match[str]) -> str:
        blank = known.get(found[0][1:-1])
        fact = blank.of(facts) if blank else None
        said = put(blank, fact) if blank and fact is not None else None
        return found[0] if said is None else said

    return BLANK.sub(word, text)


def with_issue_day(snapshot: LetterSnapshot, day: date) -> LetterSnapshot:
    """Return the document with the day of issue in the place that was left for it."""
    blocks = tuple(
        replace(block, rows=tuple(tuple(_dated(cell, day) for cell in row) for row in block.rows))
        if isinstance(block, Table)
        else block
        for block in snapshot.blocks
    )
    return replace(snapshot, blocks=blocks)


def _dated(cell: str, day: date) -> str:
    return day_cn(day) if cell == ON_ISSUE else cell
