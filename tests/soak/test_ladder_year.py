"""A year of the ladder day by day against an independent recount."""

import pytest

from tests.reports.ladder.world import RANK, World


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_year_against_a_recount(seed):
    world = World(parts=60, seed=seed)
    world.live(300)
    assert set(world.tally) >= {*RANK, "r2", "r3"}
