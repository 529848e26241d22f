"""Two planners at once, and one that dies: each owed step once, and none lost."""

from datetime import date

import pytest

from reports.models import LadderFiring, Letter
from reports.services.starting import set_up_county
from tests.processes import KILLED, run_together
from tests.reports.factories import Scene
from tests.reports.ladder.steps import note
from units.models import InboxItem

pytestmark = [pytest.mark.core, pytest.mark.race]
DUE = date(2026, 6, 10)
RUN = """
from datetime import date
from indicators.models import Campaign
from reports.services.ladder import firing
from tests.factories import at
firing.run(Campaign.objects.get(), now=at(date(2026, 6, 17)))
"""


@pytest.fixture
def owed(transactional_db):
    """Three parts a week late, one of them called about: a 提示函 is owed for it."""
    scene = Scene()
    set_up_county(scene.county)
    parts = [scene.owed(due_on=DUE) for _ in range(3)]
    note(parts[0], scene.clerk, date(2026, 6, 12))
    return scene


def done():
    fired = sorted(LadderFiring.objects.values_list("assignment_id", "step__code", "anchor"))
    drafts = list(Letter.objects.values_list("kind", "unit_id"))
    told = sorted(InboxItem.objects.values_list("person_id", "effect"))
    return fired, drafts, told


def test_planners_at_once_fire_each_step_once(owed, environment_of_tests):
    ends = run_together([RUN] * 3, environment_of_tests)
    assert [end for end, _ in ends] == [0] * 3, ends
    fired, drafts, told = done()
    assert fired
    assert len(set(fired)) == len(fired)
    assert len(set(drafts)) == len(drafts) == 1
    assert len(set(told)) == len(told)


def test_a_planner_that_dies_leaves_nothing_half_done(owed, environment_of_tests):
    before = done()
    ((ended, words),) = run_together([RUN], environment_of_tests | {"FAULT_AT": "after_firings"})
    assert ended == KILLED, words
    assert done() == before
    run_together([RUN], environment_of_tests)
    assert len(done()[0]) > len(before[0])
