"""Made-up plans in many layouts are read back without a loss."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.plan import read_text
from tests.tasks.plan.answers import found, key
from tests.tasks.plan.layouts import LAYOUTS, make_plan
from tests.tasks.plan.renderings import TABLES, hard_wrapped

CHANCE = st.randoms(use_true_random=False)
pytestmark = pytest.mark.filterwarnings("error")


def assert_read(text, tasks):
    wanted, read = Counter(key(*task) for task in tasks), found(read_text(text, year=2026))

    assert read == wanted, {"missed": wanted - read, "extra": read - wanted, "text": text}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None)
@given(chance=CHANCE)
def test_numbered_items(layout, chance):
    text, tasks = make_plan(chance.choice, layout)

    assert_read(text, tasks)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=40, deadline=None)
@given(chance=CHANCE, width=st.sampled_from((56, 60, 64, 72)))
def test_lines_torn_by_page_width_and_page_numbers(layout, chance, width):
    text, tasks = make_plan(chance.choice, layout)

    assert_read(hard_wrapped(text, width), tasks)


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=40, deadline=None)
@given(chance=CHANCE)
def test_tables_flattened_to_text(table, chance):
    _, tasks = make_plan(chance.choice, "labels")
    tasks = [(str(place), *task[1:]) for place, task in enumerate(tasks, 1)]

    assert_read(TABLES[table](tasks), tasks)
