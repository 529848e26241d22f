"""What a reading of a plan consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tasks.plan.deadlines import Cycle
from tasks.plan.passage import Span


@dataclass(frozen=True)
class Doubt:
    """Something a person should look at before the task is confirmed.

    `field` names the attribute of the task (number, title, lead, co, deadline_text …, or `plan`),
    `word` the name of a unit or group it is about, if any.
    """

    code: str
    message: str
    field: str
    span: Span
    word: str = ""


@dataclass(frozen=True)
class PlanTask:
    """One task as the plan states it. Words are the plan's own; `span` points into the text.

    `co_role` is `responsible` (责任单位) or `support` (配合单位); where a task has both kinds,
    `co_roles` says it per name. `due_on` is the date in force, `other_deadlines` are the rest.
    """

    number: str
    title: str
    requirement: str
    chapter: tuple[str, ...]
    lead: tuple[str, ...]
    co: tuple[str, ...]
    co_role: str
    co_word: str
    co_roles: tuple[str, ...]
    deadline_text: str | None
    due_on: date | None
    other_deadlines: tuple[tuple[str, date | None], ...] = ()
    cycle: Cycle | None = None
    long_term: bool = False
    doubts: tuple[Doubt, ...] = ()
    span: Span = (0, 0)


@dataclass(frozen=True)
class PlanReading:
    """The text that all spans point into, the tasks in order, and doubts about the whole."""

    text: str
    tasks: tuple[PlanTask, ...]
    doubts: tuple[Doubt, ...] = field(default=())
