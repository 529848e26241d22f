"""维持原分工."""

import pytest

from tests.factories import DAY
from tests.tasks.workflow import checks

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.mark.parametrize("led", [True, False])
def test_the_office_keeps_the_part_where_it_is(scene, led):
    part = checks.moves(scene, "keep", "office", "objected", "active", led=led)
    assert part.events.last().words == "事出有因"


def test_who_objected_before_acknowledging_has_received(scene):
    part = scene.part("pending")
    scene.act("object", part, scene.owner)
    assert scene.act("keep", part, scene.office).acknowledged_on == DAY


def test_other_states(scene):
    checks.refuses_states(scene, "keep", "office", {"objected"})


def test_other_people(scene):
    checks.refuses_persons(scene, "keep", "objected", {"office", "office_head"})


def test_stale(scene):
    checks.refuses_stale(scene, "keep", "office", "objected")


def test_needs_a_reason(scene):
    checks.refuses_needs(scene, "keep", "office", "objected", "reason", reason="")
