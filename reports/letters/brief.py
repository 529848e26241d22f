"""工作专报: one page for the county's leaders; words proposed from figures, and its shape. Pure.

Facts only (rule 4): no persons, no motives, no cases, no text of instructions.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from reports.docx.snapshot import Block, LetterSnapshot, Paragraph
from reports.figures.span import Span
from reports.letters.facts import Head
from reports.letters.narrative import hour_words, moment_of
from reports.letters.punctuation import printed
from reports.letters.sections import BRIEF, label_of
from units.day_words import short_day_cn

MARK = "法治政府建设示范创建工作专报"
_ORDINALS = "一二三四"
Figures = Mapping[str, Any]
Fact = Mapping[str, Any]


class Matter(NamedTuple):
    """A task that needs a leader: whose it is, and why."""

    title: str
    units: str
    reason: str


def propose_brief(figures: Figures, matters: Sequence[Matter], *, named: int) -> dict[str, str]:
    """Return the title and the texts of a 专报; at most `named` late or coming parts are named."""
    span = span_of(figures)
    return {
        "title": f"{span.words}示范创建工作进展情况",
        "overall": _overall(figures, span),
        "late": _late(figures["late"], named),
        "matters": _matters(matters),
        "next": _next(figures, span, named),
    }


def span_of(figures: Figures) -> Span:
    """Return the span that frozen figures speak of."""
    return Span.of(figures["span"]["kind"], date.fromisoformat(figures["span"]["first"]))


def compose_brief(
    head: Head,
    title: str,
    texts: Mapping[str, str],
    *,
    number: str | None = None,
    signed_on: date | None = None,
) -> LetterSnapshot:
    """Return the 专报; a section of several lines numbers them."""
    blocks: list[Block] = []
    for ordinal, key in zip(_ORDINALS, BRIEF, strict=True):
        blocks += _section(f"{ordinal}、{label_of(key, texts.get('span', ''))}", texts[key])
    return LetterSnapshot(
        kind="brief",
        title=title,
        issuer=head.issuer,
        masthead=MARK,
        number=number,
        blocks=tuple(blocks),
        date=signed_on,
        cc=(head.brief_to,) if head.brief_to else (),
    )


def _section(heading: str, text: str) -> list[Block]:
    """Return heading and text in one paragraph; of several lines each has its number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return [Paragraph(1, f"{heading}。", lines[0])]
    items = [Paragraph(0, f"{n}. {line}") for n, line in enumerate(lines, 1)]
    return [Paragraph(1, heading), *items]


def _overall(figures: Figures, span: Span) -> str:
    as_of = hour_words(moment_of(figures))
    tasks, total, period = figures["tasks"], figures["total"], figures["period"]
    handed = tasks["issued"] + tasks["closed"]
    if not handed:
        return f"截至{as_of}，尚未交办任务。"
    closed = f"已销号{tasks['closed']}项" if tasks["closed"] else "正在办理"
    if tasks["closed"] == handed:
        closed = "均已销号" if handed > 1 else "已销号"
    words = f"截至{as_of}，全县已交办任务{handed}项，{closed}；{_expected(total)}"
    return f"{words}{_of_span(period, span, moment_of(figures).date())}"


def _expected(total: Mapping[str, Any]) -> str:
    expected, done = total["expected"], total["done"]
    if not expected:
        return "目前没有到期应完成的承办事项。"
    words = f"到期应完成的承办事项{expected}项，"
    if done == expected:
        return f"{words}{_every(expected)}已办结。"
    if not done:
        return f"{words}{_every(expected)}尚未办结。"
    return f"{words}已办结{done}项，完成率{total['done_rate']:g}%。"


def _of_span(period: Mapping[str, int], span: Span, day: date) -> str:
    name = f"本{span.unit}" if day <= span.last else span.words
    running = "已" if day < span.last else ""
    due, done, waiting = period["due"], period["done"], period["submitted"]
    if not due:
        return f"{name}{'还' if running else ''}没有到期的承办事项。"
    words = f"{name}{running}到期{due}项，"
    if done == due:
        return f"{words}{_every(due)}已办结。"
    said = [f"已办结{done}项"] if done else []
    if waiting:
        said.append(f"已报送、正在审核{waiting}项")
    return f"{words}{'，'.join(said)}。" if said else f"{words}{_every(due)}正在办理。"


def _late(facts: Sequence[Fact], named: int) -> str:
    if not facts:
        return "目前没有到期未完成的事项。"
    longest = sorted(facts, key=lambda fact: -fact["days_late"])[:named]
    if len(facts) == 1 and named:
        return f"{_fact(facts[0])}到期未完成，正在督促办理。"
    units = len({fact["unit_id"] for fact in facts})
    words = f"到期未完成的承办事项{len(facts)}项"
    words += f"，涉及{units}个单位" if units > 1 else f"，均由{facts[0]['unit']}承办"
    if not longest:
        return f"{words}，正在督促办理。"
    listed = "、".join(map(_fact, longest))
    if len(facts) == len(longest):
        return f"{words}：{listed}，正在督促办理。"
    return f"{words}。其中逾期时间较长的有：{listed}。以上事项正在督促办理。"


def _matters(matters: Sequence[Matter]) -> str:
    if not matters:
        return "目前没有需要县领导协调的事项。"
    return "\n".join(f"“{printed(row.title)}”（{row.units}）：{row.reason}。" for row in matters)


def _next(figures: Figures, span: Span, named: int) -> str:
    coming: Sequence[Fact] = figures["coming"]
    late = "督促到期未完成的单位抓紧办理。" if figures["late"] else ""
    # Compiled after its end, what follows the span is the week or month that runs.
    name = f"{'本' if moment_of(figures).date() > span.last else '下'}{span.unit}"
    if not coming:
        return f"{name}没有到期的承办事项。{late}"
    units = len({fact["unit_id"] for fact in coming})
    by_day = sorted(coming, key=lambda fact: fact["due_on"])
    tasks = list(dict.fromkeys(printed(fact["task_title"]) for fact in by_day))
    words = f"{name}到期的承办事项{len(coming)}项"
    words += f"，涉及{units}个单位" if units > 1 else f"，由{coming[0]['unit']}承办"
    if named:
        listed = "".join(f"“{title}”" for title in tasks[:named])
        words += f"，主要是{listed}{'等任务' if len(tasks) > named else ''}"
    return f"{words}。督促承办单位按时报送。{late}"


def _fact(fact: Fact) -> str:
    days = fact["days_late"]
    day = short_day_cn(date.fromisoformat(fact["due_on"]))
    late = f"逾期{days}个工作日" if days else f"{day}到期"
    return f"“{printed(fact['task_title'])}”（{fact['unit']}，{late}）"


def _every(count: int) -> str:
    return "均" if count > 1 else ""
