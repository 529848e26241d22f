"""Slips of the pen are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.slips import distance, likeness

WORD = st.text(alphabet="县司法财政局", max_size=6)


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [
        ("司法局", "司法局", 0),
        ("司法局", "司发局", 1),
        ("司法局", "法司局", 1),
        ("", "局", 1),
        ("县局", "县司法局", 2),
    ],
)
def test_slips(first, second, slips):
    assert distance(first, second) == slips


@given(WORD, WORD)
def test_it_counts_the_same_both_ways_and_is_zero_only_for_the_same(first, second):
    assert distance(first, second) == distance(second, first)
    assert (distance(first, second) == 0) == (first == second)
    assert 0 <= likeness(first, second) <= 1
