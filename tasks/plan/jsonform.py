"""A reading as plain data, with the keys of `parse_plan` (design, commands and API)."""

from __future__ import annotations

from collections.abc import Mapping

from tasks.plan.doubts import doubt
from tasks.plan.model import Doubt, PlanReading, PlanTask
from units.recognition import Match


def words_of(reading: PlanReading) -> list[str]:
    """All names of units in a reading, each once, in order; what a recognizer has to resolve."""
    return list(dict.fromkeys(word for task in reading.tasks for word in (*task.lead, *task.co)))


def unit_doubts(task: PlanTask, matches: Mapping[str, Match]) -> list[Doubt]:
    """Doubts about names of the task that no unit is known for, or only a similar one."""
    found: list[Doubt] = []
    for name, words in (("lead", task.lead), ("co", task.co)):
        for word in words:
            match = matches.get(word)
            if match is None or match.target is None:
                found.append(doubt("unknown_unit", name, task.span, word))
            elif not match.certain:
                found.append(doubt("uncertain_unit", name, task.span, word, match.name or ""))
    return found


def as_json(reading: PlanReading, matches: Mapping[str, Match]) -> list[dict[str, object]]:
    """One dict per task; `lead`/`co` are the plan's words, `*_units` the names they resolve to."""
    return [_task(task, matches) for task in reading.tasks]


def _task(task: PlanTask, matches: Mapping[str, Match]) -> dict[str, object]:
    return {
        "number": task.number,
        "title": task.title,
        "requirement": task.requirement,
        "chapter": list(task.chapter),
        "lead": list(task.lead),
        "co": list(task.co),
        "co_role": task.co_role,
        "deadline_text": task.deadline_text,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "lead_units": _names(task.lead, matches),
        "co_units": _names(task.co, matches),
        "unresolved": [w for w in (*task.lead, *task.co) if not _names((w,), matches)],
        "doubts": [_doubt(d) for d in (*task.doubts, *unit_doubts(task, matches))],
        "span": list(task.span),
    }


def _names(words: tuple[str, ...], matches: Mapping[str, Match]) -> list[str]:
    found = [matches[word].name for word in words if word in matches]
    return list(dict.fromkeys(name for name in found if name))


def _doubt(found: Doubt) -> dict[str, object]:
    return {
        "code": found.code,
        "message": found.message,
        "field": found.field,
        "span": list(found.span),
    }
