"""The way from a source to tasks."""

from __future__ import annotations

from datetime import date

from tasks.plan.columns import Head
from tasks.plan.doubts import doubt
from tasks.plan.draft import Draft
from tasks.plan.effort import check_size
from tasks.plan.finish import Rules, finish, repeat_above
from tasks.plan.model import PlanReading
from tasks.plan.numbering import line_mark
from tasks.plan.outline import build_outline
from tasks.plan.select import select_tasks
from tasks.plan.source import Line, Source
from tasks.plan.tables import read_grid
from tasks.plan.unitlist import FIRST_LEADS
from units.characters import fold


def read_source(source: Source, *, year: int, today: date | None = None) -> PlanReading:
    """All tasks of a source. Tables with tasks count first; without them the numbered lines."""
    check_size(source.text)
    rules = Rules(year, today, bool(FIRST_LEADS.search(fold(source.text))))
    tables = _tables(source)
    lines = select_tasks(build_outline([b for b in source.blocks if isinstance(b, Line)]))
    if tables:
        lines = [draft for draft in lines if draft.units and draft.how != "sentence"]
    drafts: list[Draft] = sorted([*tables, *lines], key=lambda draft: draft.span)
    repeat_above(drafts)
    tasks = tuple(finish(draft, rules) for draft in drafts)
    doubts = () if tasks else (doubt("no_tasks", "plan", (0, len(source.text))),)
    return PlanReading(source.text, tasks, doubts)


def _tables(source: Source) -> list[Draft]:
    """The tasks of all tables. Where one says who and by when, those that do not are no plan."""
    read: list[tuple[list[Draft], Head]] = []
    head: Head | None = None
    chapter: list[str] = []
    for block in source.blocks:
        if isinstance(block, Line):
            chapter = _chapter(block) or chapter
            continue
        drafts, head = read_grid(block, head, chapter)
        if head:
            read.append((drafts, head))
    assigned = any(head.assigns and drafts for drafts, head in read)
    return [draft for drafts, head in read if head.assigns or not assigned for draft in drafts]


def _chapter(line: Line) -> list[str]:
    """A numbered heading between tables."""
    words = line.passage.text.strip()
    mark = line_mark(line.passage.folded)
    return [words] if mark and mark.rank < 4 and len(words) <= 40 and "。" not in words else []
