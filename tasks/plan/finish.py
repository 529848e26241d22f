"""Drafts → tasks: the rule of the first-named unit, roles, dates and doubts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tasks.plan.assignments import SENTENCE
from tasks.plan.deadlines import LONG_TERM, Deadline, read_deadlines, read_values
from tasks.plan.doubts import doubt
from tasks.plan.draft import Draft, one_line
from tasks.plan.labels import LEAD, RESPONSIBLE
from tasks.plan.model import Doubt, PlanTask
from tasks.plan.passage import Span
from tasks.plan.unitlist import UnitWord

_SAME = re.compile(r"^(?:同上|〃|″|\"|同前)$")
_OPEN = re.compile(r"有关|相关|各单位$|各部门$|其他|等$")


@dataclass(frozen=True)
class Rules:
    """What holds for the whole document."""

    year: int
    today: date | None = None
    first_leads: bool = False


def finish(draft: Draft, rules: Rules) -> PlanTask:
    """The task as it is handed out."""
    units = _ranked(draft.units, rules)
    lead = [unit for unit in units if unit.role == LEAD]
    co = [unit for unit in units if unit.role != LEAD]
    due = _due(draft, rules)
    first = due[0] if due else None
    return PlanTask(
        number=draft.number,
        title=one_line(draft.title.text),
        requirement=draft.text.text.strip(),
        chapter=tuple(draft.chapter),
        lead=tuple(unit.name for unit in lead),
        co=tuple(unit.name for unit in co),
        co_role=co[0].role if co else RESPONSIBLE,
        co_word=co[0].word if co else "",
        co_roles=tuple(unit.role for unit in co),
        deadline_text=first.text if first else None,
        due_on=first.due_on if first else None,
        other_deadlines=tuple((later.text, later.due_on) for later in due[1:]),
        cycle=first.cycle if first else None,
        long_term=bool(first and first.kind == LONG_TERM),
        doubts=(*_unit_doubts(draft, units), *_due_doubts(draft, due, rules)),
        span=draft.span,
    )


def repeat_above(drafts: list[Draft]) -> None:
    """「同上」 takes the units or the due words of the task above, of the same column or label."""
    for above, draft in pairwise(drafts):
        kept = [unit for unit in draft.units if not _SAME.match(unit.passage.folded)]
        for unit in draft.units:
            if _SAME.match(unit.passage.folded):
                kept += [other for other in above.units if _same_role(other, unit)]
        draft.units = kept
        if any(_SAME.match(words.folded) for words in draft.deadlines):
            draft.deadlines = list(above.deadlines)


def _same_role(above: UnitWord, here: UnitWord) -> bool:
    return above.role == here.role or (above.word == here.word and bool(here.word))


def _ranked(units: list[UnitWord], rules: Rules) -> list[UnitWord]:
    """Each name once (a lead is not its own helper); the first leads where the plan says so."""
    if rules.first_leads and units and all(unit.role != LEAD for unit in units):
        units = [replace(units[0], role=LEAD), *units[1:]]
    kept: dict[str, UnitWord] = {}
    for unit in sorted(units, key=lambda unit: unit.role != LEAD):
        kept.setdefault(unit.name, unit)
    return list(kept.values())


def _due(draft: Draft, rules: Rules) -> list[Deadline]:
    """Due phrases, the one in force first: a label or column is stronger than running text."""
    named = [due for words in draft.deadlines for due in read_values(words.text, year=rules.year)]
    return named + read_deadlines(draft.plain.text, year=rules.year)


def _unit_doubts(draft: Draft, units: list[UnitWord]) -> list[Doubt]:
    found = [doubt(note, "lead", draft.span) for note in draft.notes]
    if not units:
        found.append(doubt("no_units", "lead", draft.span))
    elif all(unit.role != LEAD for unit in units):
        code = "sentence_units" if draft.how == SENTENCE else "no_lead"
        found.append(doubt(code, "lead", draft.span))
    elif draft.how == SENTENCE:
        found.append(doubt("sentence_units", "lead", draft.span))
    found += [
        doubt("open_group", _field(unit), unit.passage.span, unit.name)
        for unit in units
        if _OPEN.search(unit.passage.folded)
    ]
    if len({unit.role for unit in units if unit.role != LEAD}) > 1:
        found.append(doubt("mixed_roles", "co", draft.span))
    return found


def _field(unit: UnitWord) -> str:
    return "lead" if unit.role == LEAD else "co"


def _due_doubts(draft: Draft, due: list[Deadline], rules: Rules) -> list[Doubt]:
    span: Span = draft.span
    if not due:
        return [doubt("no_deadline", "deadline_text", span)]
    found = [doubt(code, "deadline_text", span, due[0].text) for code in due[0].doubts]
    dates = {later.due_on or later.text for later in due}
    if len(dates) > 1:
        found.append(
            doubt("several_deadlines", "deadline_text", span, "、".join(d.text for d in due))
        )
    if due[0].kind == LONG_TERM:
        found.append(doubt("long_term", "deadline_text", span, due[0].text))
    if rules.today and due[0].due_on and due[0].due_on < rules.today:
        found.append(doubt("past_deadline", "deadline_text", span, due[0].text))
    return found
