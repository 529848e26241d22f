"""缺项: the pure rule."""

import pytest

from indicators.gaps import FULL, NONE, PARTIAL, coverage


@pytest.mark.parametrize(
    ("asked", "proved", "state", "there", "missing"),
    [
        (["rule", "plan"], [], NONE, 0, 2),
        (["rule", "plan"], ["rule"], PARTIAL, 1, 1),
        (["rule", "plan"], ["plan", "rule", "rule"], FULL, 2, 0),
        (["rule", "plan"], [""], PARTIAL, 0, 2),
        (["", "plan"], ["effect"], PARTIAL, 1, 1),
        ([""], ["effect"], FULL, 1, 0),
        ([], [], NONE, 0, 1),
        ([], [""], FULL, 0, 0),
    ],
)
def test_what_is_there_and_what_is_missing(asked, proved, state, there, missing):
    found = coverage(asked, proved)
    assert (found.state, found.there, found.missing) == (state, there, missing)
    assert (found.asked, found.proofs) == (len(asked), len(proved))
