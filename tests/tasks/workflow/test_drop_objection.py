"""撤回调整申请."""

import pytest

from tests.factories import DAY
from tests.tasks.workflow import checks

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_the_unit_drops_it(scene):
    checks.moves(scene, "drop_objection", "owner", "objected", "active")


def test_who_objected_before_acknowledging_has_received(scene):
    part = scene.part("pending")
    scene.act("object", part, scene.owner)
    part = scene.act("drop_objection", part, scene.owner)
    assert (part.state, part.acknowledged_on) == ("active", DAY)


def test_other_states(scene):
    checks.refuses_states(scene, "drop_objection", "owner", {"objected"})


def test_other_people(scene):
    checks.refuses_persons(scene, "drop_objection", "objected", {"owner", "colleague"})


def test_stale(scene):
    checks.refuses_stale(scene, "drop_objection", "owner", "objected")
