"""Plans with answers, and the comparison that acceptance uses (white space and width folded)."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

PLANS = Path(__file__).parents[2] / "data" / "plans"


def plan_files():
    answered = (path for path in PLANS.iterdir() if path.suffix != ".json")
    return sorted(path for path in answered if path.with_suffix(".json").exists())


def answers(path):
    tasks = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return Counter(
        key(t["number"], t["title"], t["lead"], t["co"], t["deadline_text"]) for t in tasks
    )


def found(reading):
    return Counter(key(t.number, t.title, t.lead, t.co, t.deadline_text) for t in reading.tasks)


def key(number, title, lead, co, deadline):
    return (
        fold(number),
        fold(title),
        frozenset(map(fold, lead)),
        frozenset(map(fold, co)),
        fold(deadline),
    )


def fold(words):
    return "".join(unicodedata.normalize("NFKC", words or "").split())


def f1(hits, read, wanted):
    return 2 * hits / (read + wanted) if read + wanted else 1.0
