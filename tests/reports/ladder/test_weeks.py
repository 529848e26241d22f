"""Ten weeks lived day by day; the whole year stands in tests/soak."""

import pytest

from tests.reports.ladder.world import World


@pytest.mark.django_db
@pytest.mark.core
def test_ten_weeks_against_a_recount():
    world = World(parts=14, seed=7)
    world.live(70)
    assert set(world.tally) >= {"t-5", "t-1", "t+1", "t+5"}
