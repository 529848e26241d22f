"""A document of each kind with made-up facts, to look at a wording before any letter is drafted."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from reports.choices import LetterKind
from reports.docx.snapshot import LetterSnapshot
from reports.letters.compose import compose
from reports.letters.facts import Facts, Head, Item, NoticeFacts
from reports.letters.filling import fill, fill_sample, fill_title
from reports.letters.narrative import notice_facts, propose_notice
from reports.letters.notice import compose_notice

PLAN = "××县法治政府建设示范创建工作要点"
TASK = "全面落实行政执法公示制度"
OTHER = "规范行政执法案卷评查"
LIMIT_DAYS = 7


def sample(
    kind: str, texts: Mapping[str, str], head: Head, *, today: date, number: str | None = None
) -> LetterSnapshot:
    """Return the document these county texts of `kind` make; what is filled in is marked.

    With a number it is dated today and bears no marks: as the lint reads it.
    """
    put = fill if number else fill_sample
    dated: dict[str, Any] = {"number": number, "signed_on": today if number else None}
    if kind == LetterKind.NOTICE:
        return _notice(texts, head, today, put, dated)
    facts = _facts(kind, head, today)
    words = {key: put(text, facts) for key, text in texts.items()}
    return compose(kind, facts, {**words, "title": fill_title(texts["title"], facts)}, **dated)


def _facts(kind: str, head: Head, today: date) -> Facts:
    before = today - timedelta(days=LIMIT_DAYS)
    handed_over = kind in (LetterKind.HANDOVER, LetterKind.REQUEST)
    due = today + timedelta(days=LIMIT_DAYS) if handed_over else before
    first = _item("（一）", TASK, due, late=not handed_over)
    second = _item("（二）", OTHER, today + timedelta(days=LIMIT_DAYS), late=False)
    return Facts(
        head=head,
        addressee="××局",
        year=today.year,
        plan_title=f"{today.year}年{PLAN}",
        plan_number=f"×法组发〔{today.year}〕1号",
        items=(first,) if kind == LetterKind.SUPERVISION else (first, second),
        as_of=today,
        answer_by=today + timedelta(days=LIMIT_DAYS),
        prompt_number=f"{head.letter_code}〔{before.year}〕1号",
        prompt_on=before,
    )


def _item(number: str, title: str, due_on: date, *, late: bool) -> Item:
    demand = "按照工作要点抓好落实。"
    return Item(number, title, demand, "牵头单位", due_on, agreed_on=due_on, late=late)


def _notice(
    texts: Mapping[str, str],
    head: Head,
    today: date,
    put: Callable[[str, NoticeFacts], str],
    dated: Mapping[str, Any],
) -> LetterSnapshot:
    figures = _figures(today)
    facts = notice_facts(figures, prompt_workdays=5)
    told = propose_notice(figures, prompt_workdays=5)
    demands = (texts[key] for key in ("demands_late", "demands_soon", "demands"))
    words = {
        **told,
        "title": fill_title(texts["title"], facts),
        "opening": put(texts["opening"], facts),
        "demands": put("\n".join(filter(None, demands)), facts),
    }
    printed_on = today if dated["number"] else None
    return compose_notice(
        head, figures, words, (), towns=False, consent=False, printed_on=printed_on, **dated
    )


def _figures(today: date) -> dict[str, Any]:
    """Return what the 通报 of this month would be told from: one task, one part late."""
    total = {"parts": 8, "expected": 5, "done": 4, "on_time": 4, "overdue": 1, "due_soon": 2}
    line = {"number": "（一）", "title": TASK, "leads": ["××局"], "due_on": f"{today}"}
    return {
        "period": today.replace(day=1).isoformat(),
        "as_of": f"{today.isoformat()}T17:00:00+08:00",
        "plans": [{"title": f"{today.year}年{PLAN}", "doc_number": f"×法组发〔{today.year}〕1号"}],
        "tasks": {"issued": 3, "closed": 0},
        "total": {**total, "done_rate": 80, "on_time_rate": 80},
        "units": [{"counts": {"parts": 4}, "asked": False}] * 2,
        "month": {"due": 5, "done": 4, "on_time": 4, "submitted": 0},
        "before": None,
        "letters": {
            "prompt_month": 1,
            "prompt_year": 2,
            "supervision_month": 0,
            "supervision_year": 0,
        },
        "soon_workdays": 5,
        "late": [],
        "progress": [{**line, "parts": 8, "done": 4, "state": "办理中"}],
    }
