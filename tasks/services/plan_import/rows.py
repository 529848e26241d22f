"""The shape of an import under review, as kept in `PlanImport.rows` and `PlanImport.words`."""

from collections.abc import Set
from dataclasses import replace
from typing import Any, Literal, NotRequired, TypedDict

from tasks.choices import GroupMode, PartRole
from tasks.plan import PlanReading, PlanTask
from tasks.plan.doubts import doubt
from tasks.plan.jsonform import unit_doubts
from tasks.plan.punctuation import full_width, official_number
from units.choices import GroupKind
from units.models import UnitGroup
from units.recognition import Match

Target = Literal["unit", "group", "new", "ignore", ""]


class RowDoubt(TypedDict):
    """A doubt of a row; `settled` once a person has looked at it or changed the field.

    `word` is the name of the plan it is about: deciding what that means settles it.
    """

    code: str
    message: str
    field: str
    settled: bool
    word: NotRequired[str]


class Row(TypedDict):
    """One task. `lead` and `co` are words of the plan; what they mean stands in `words`.

    `filled` says that its date (or 长期) was given to all tasks without one, and may be again.
    """

    key: int
    number: str
    title: str
    requirement: str
    chapter: list[str]
    lead: list[str]
    co: list[str]
    co_roles: list[str]
    co_word: str
    deadline_text: str
    due_on: str | None
    long_term: bool
    other_deadlines: list[dict[str, str | None]]
    doubts: list[RowDoubt]
    span: list[int]
    dropped: bool
    filled: NotRequired[bool]


class Word(TypedDict):
    """What a name means: `target` with the id of a unit or group, a new unit, or nothing.

    `modes` says per role how a group is handled (rule 5).
    """

    target: Target
    id: int | None
    name: str
    certain: bool
    suggestions: list[dict[str, Any]]
    relation: str
    modes: dict[str, str]


# Doubts that one decision settles for the whole plan: about a name, or a date for all without.
ASKED_ONCE = frozenset({"unknown_unit", "uncertain_unit", "open_group", "no_deadline"})
# Doubts that a person must settle by a decision; the others only need to be looked at.
MUST_DECIDE = frozenset({"unknown_unit", "no_units", "unread_deadline"})


def as_printed(reading: PlanReading) -> PlanReading:
    """Return the reading as letters print it: numbers and punctuation full-width, source as it is."""
    return replace(reading, tasks=tuple(_printed(task) for task in reading.tasks))


def _printed(task: PlanTask) -> PlanTask:
    return replace(
        task,
        number=official_number(task.number),
        title=full_width(task.title),
        requirement=full_width(task.requirement),
        lead=tuple(full_width(word) for word in task.lead),
        co=tuple(full_width(word) for word in task.co),
        doubts=tuple(
            replace(d, message=full_width(d.message), word=full_width(d.word)) for d in task.doubts
        ),
    )


def row_of(key: int, task: PlanTask, matches: dict[str, Match], memberless: Set[str]) -> Row:
    """Return the row of one task read; `memberless` are the groups that nobody is known to be of."""
    # A group that is known is decided once for the whole plan (rule 5), not doubted item by item.
    known = {word for word, match in matches.items() if match.kind == "group" and match.certain}
    doubts = [
        d
        for d in (*task.doubts, *unit_doubts(task, matches))
        if d.code != "open_group" or d.word not in known
    ]
    doubts += [doubt("no_members", "lead", task.span, w) for w in task.lead if w in memberless]
    return Row(
        key=key,
        number=task.number,
        title=task.title,
        requirement=task.requirement,
        chapter=list(task.chapter),
        lead=list(task.lead),
        co=list(task.co),
        co_roles=list(task.co_roles) or [task.co_role] * len(task.co),
        co_word=task.co_word,
        deadline_text=task.deadline_text or "",
        due_on=task.due_on.isoformat() if task.due_on else None,
        long_term=task.long_term,
        other_deadlines=[
            {"text": text, "due_on": day.isoformat() if day else None}
            for text, day in task.other_deadlines
        ],
        doubts=[
            RowDoubt(code=d.code, message=d.message, field=d.field, settled=False, word=d.word)
            for d in doubts
        ],
        span=list(task.span),
        dropped=False,
    )


def word_of(match: Match, groups: dict[int, UnitGroup]) -> Word:
    """Return what a word is taken to mean until a person says otherwise."""
    kind, pk = _parse(match.target)
    modes = {}
    if kind == "group" and pk is not None:
        open_ended = groups[pk].kind == GroupKind.OPEN
        # Rule 5: a group that leads is asked member by member, others are named as a whole.
        modes = {
            PartRole.LEAD.value: (GroupMode.NAMED if open_ended else GroupMode.EACH).value,
            PartRole.RESPONSIBLE.value: GroupMode.NAMED.value,
            PartRole.SUPPORT.value: GroupMode.NAMED.value,
        }
    return Word(
        target=kind,
        id=pk,
        name=match.name or "",
        certain=match.certain,
        suggestions=[
            {"id": _parse(s.id)[1], "kind": _parse(s.id)[0], "name": s.name, "score": s.score}
            for s in match.suggestions
        ],
        relation="",
        modes=modes,
    )


def awaits_date(row: Row) -> bool:
    """Tell whether the plan gave the task no date: one for all may be filled in, also again."""
    dateless = not row["due_on"] and not row["long_term"]
    return not row["dropped"] and (dateless or row.get("filled", False))


def rows_of(reading: PlanReading, matches: dict[str, Match], memberless: Set[str]) -> list[Row]:
    """Return all rows of a reading."""
    return [row_of(i, task, matches, memberless) for i, task in enumerate(reading.tasks, 1)]


def _parse(target: object) -> tuple[Target, int | None]:
    if target is None:
        return "", None
    kind, _, pk = str(target).partition(":")
    return ("group" if kind == "group" else "unit"), int(pk)
