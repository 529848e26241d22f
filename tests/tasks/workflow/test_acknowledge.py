"""签收: by the unit, or silently by the clock."""

import pytest

from tests.factories import DAY
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.mark.parametrize("who", ["owner", "colleague"])
def test_people_of_the_unit_acknowledge(scene, who):
    part = checks.moves(scene, "acknowledge", who, "pending", "active")
    assert part.acknowledged_on == DAY
    assert not part.acknowledged_silently


def test_the_clock_acknowledges_silently(scene):
    part = checks.moves(scene, "acknowledge", "clock", "pending", "active")
    assert part.acknowledged_silently
    assert "视为已签收" in part.events.get(action="acknowledge").words


def test_other_states(scene):
    checks.refuses_states(scene, "acknowledge", "owner", {"pending"})


def test_other_people(scene):
    checks.refuses_persons(scene, "acknowledge", "pending", {"owner", "colleague", "clock"})


def test_stale(scene):
    checks.refuses_stale(scene, "acknowledge", "owner", "pending")


def test_units_of_one_body_share_their_people(scene):
    scene.unit.same_body = scene.other_unit
    scene.unit.save()
    part = scene.part("pending")
    assert scene.act("acknowledge", part, scene.stranger).state == "active"
    assert fresh(part).unit == scene.unit
