"""What the review page of an import shows, computed from its rows."""

from datetime import date
from typing import Any

from tasks.choices import GroupMode, ImportState, PlanState
from tasks.forms.plan_import import DatesForm, FactsForm, RowForm
from tasks.models import Plan, PlanImport
from tasks.services.plan_import.confirming import open_points
from tasks.services.plan_import.marking import passages
from tasks.services.plan_import.meaning import undecided
from tasks.services.plan_import.rows import ASKED_ONCE, Row, awaits_date
from tasks.services.plan_import.whole import whole_doubts
from units.choices import Relation
from units.models import Unit, UnitGroup


def review_context(
    found: PlanImport,
    *,
    show_all: bool = False,
    row_form: RowForm | None = None,
    facts_form: FactsForm | None = None,
    dates_form: DatesForm | None = None,
    open_key: int | None = None,
) -> dict[str, Any]:
    """Return the context of `tasks/import_review.html`."""
    open_words = undecided(found)
    rows = [_row(found, row, row_form, open_key, open_words) for row in found.rows]
    doubtful = [row for row in rows if row["own_doubts"] or row["row"]["key"] == open_key]
    asked, groups = _words(found, open_words)
    points = open_points(found)
    county_id = found.campaign.county_id
    return {
        "found": found,
        "facts_form": facts_form or FactsForm(initial=_facts(found)),
        "facts_open": bool(facts_form) or not found.title,
        "whole_doubts": whole_doubts(found) if found.state == ImportState.REVIEW else [],
        "editable": found.state == ImportState.REVIEW,
        "tiles": _tiles(found, rows, asked),
        "passages": passages(found),
        "rows": rows if show_all or not doubtful else doubtful,
        "show_all": show_all or not doubtful,
        "doubtful": len(doubtful),
        "undecided": asked,
        "group_words": groups,
        "points": points,
        "replaces": _replaced_by(found),
        "looked_at": not any(row["open_doubts"] for row in rows),
        "dates_form": dates_form or DatesForm(),
        "dateless": sum(map(awaits_date, found.rows)),
        "filled": any(row.get("filled") for row in filter(awaits_date, found.rows)),
        "kept": sum(not r["dropped"] for r in found.rows),
        "units": Unit.objects.filter(county_id=county_id, active=True),
        "groups": UnitGroup.objects.filter(county_id=county_id),
        "relations": Relation.choices,
        "modes": GroupMode.choices,
    }


def _facts(found: PlanImport) -> dict[str, Any]:
    return {"title": found.title, "doc_number": found.doc_number, "year": found.year}


def _replaced_by(found: PlanImport) -> Plan | None:
    """Return the plan in force that a confirmation would replace."""
    plans = Plan.objects.filter(campaign=found.campaign, year=found.year, state=PlanState.CURRENT)
    return plans.only("title").first() if found.state == ImportState.REVIEW else None


def _row(
    found: PlanImport,
    row: Row,
    row_form: RowForm | None,
    open_key: int | None,
    open_words: set[str],
) -> dict[str, Any]:
    mine = row["key"] == open_key
    open_doubts = [d for d in row["doubts"] if not d["settled"]] if not row["dropped"] else []
    return {
        "row": row,
        "form": row_form if mine and row_form else RowForm.of(row),
        "open": mine,
        "due_on": _day(row["due_on"]),
        "other_deadlines": [
            {"text": other["text"], "due_on": _day(other["due_on"])}
            for other in row["other_deadlines"]
        ],
        "lead": [_name(found, word, open_words) for word in row["lead"]],
        "co": [_name(found, word, open_words) for word in row["co"]],
        "open_doubts": open_doubts,
        "own_doubts": [d for d in open_doubts if d["code"] not in ASKED_ONCE],
        "settled": [d for d in row["doubts"] if d["settled"]],
    }


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _name(found: PlanImport, word: str, open_words: set[str]) -> dict[str, Any]:
    entry = found.words.get(word, {})
    return {"word": word, "open": word in open_words, "name": entry.get("name", "")}


def _words(
    found: PlanImport, open_words: set[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the names to be decided, and the groups that are sure."""
    used = {word for row in found.rows for word in (*row["lead"], *row["co"])}
    roles = {
        word: {
            "lead": any(word in row["lead"] for row in found.rows),
            "co": any(word in row["co"] for row in found.rows),
        }
        for word in used
    }
    entries = [
        {
            "word": word,
            **entry,
            "as": roles[word],
            "gone": bool(entry["target"]) and word in open_words,
        }
        for word, entry in found.words.items()
        if word in used
    ]
    asked = [e for e in entries if e["word"] in open_words or not e["certain"]]
    return asked, [e for e in entries if e["target"] == "group" and e not in asked]


def _tiles(
    found: PlanImport, rows: list[dict[str, Any]], asked: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    kept = [row["row"] for row in rows if not row["row"]["dropped"]]
    chapters = {tuple(row["chapter"][:1]) for row in kept if row["chapter"]}
    dated = sum(bool(row["due_on"]) for row in kept)
    own = sum(len(row["own_doubts"]) for row in rows)
    settled = sum(d["code"] not in ASKED_ONCE for row in rows for d in row["settled"])
    words = {word for row in kept for word in (*row["lead"], *row["co"])}
    groups = sum(found.words[word]["target"] == "group" for word in words)
    return [
        {"label": "任务", "value": len(kept), "unit": "项", "note": f"{len(chapters)} 章"},
        {
            "label": "单位名称",
            "value": len(words),
            "unit": "个",
            "note": f"对上 {len(words) - len(asked)}，待定 {len(asked)}",
        },
        {"label": "分组", "value": groups, "unit": "个", "note": "默认整组列入，不逐一交办"},
        {
            "label": "有时限",
            "value": dated,
            "unit": "项",
            "note": f"{len(kept) - dated} 项没有日期",
        },
        {
            "label": "疑点",
            "value": own,
            "unit": "处",
            "note": f"已核 {settled} 处",
            "tone": "late" if own else "done",
        },
    ]
