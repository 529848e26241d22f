"""Every plan in tests/data/plans is read as its answer says."""

from collections import Counter

import pytest

from tasks.plan import read_plan
from tests.tasks.plan.answers import answers, f1, found, plan_files

FILES = plan_files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_plan_reaches_nine_tenths(path):
    wanted, read = answers(path), found(read_plan(path.name, path.read_bytes(), year=2023))
    hits = (wanted & read).total()

    assert f1(hits, read.total(), wanted.total()) >= 0.9, {
        "missed": wanted - read,
        "extra": read - wanted,
    }


def test_all_plans_together_reach_98_percent():
    totals = Counter()
    for path in FILES:
        wanted, read = answers(path), found(read_plan(path.name, path.read_bytes(), year=2023))
        totals += Counter(hits=(wanted & read).total(), read=read.total(), wanted=wanted.total())

    assert len(FILES) >= 60
    assert f1(totals["hits"], totals["read"], totals["wanted"]) >= 0.98
