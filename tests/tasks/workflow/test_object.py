"""申请调整分工, its withdrawal, and 维持原分工."""

import pytest

from tasks.models import Assignment
from tests import factories as f
from tests.tasks.workflow import checks

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DAY = f.DAY  # Monday


@pytest.mark.parametrize("source", ["pending", "active"])
def test_the_unit_objects(scene, source):
    part = checks.moves(scene, "object", "owner", source, "objected")
    assert part.events.last().words == "事出有因"


def test_other_states(scene):
    checks.refuses_states(scene, "object", "owner", {"pending", "active"})


def test_other_people(scene):
    checks.refuses_persons(scene, "object", "active", {"owner", "colleague"})


def test_stale(scene):
    checks.refuses_stale(scene, "object", "owner", "active")


def test_needs_a_reason(scene):
    checks.refuses_needs(scene, "object", "owner", "active", "reason", reason="  ")


def test_on_the_third_workday_it_is_still_open(scene):
    part = scene.part("active")
    after = scene.act("object", part, scene.owner, now=f.at(DAY.replace(day=5), 23))
    assert after.state == "objected"


def test_on_the_fourth_workday_it_is_too_late(scene):
    part = scene.part("active")
    error = checks.nothing_happens(
        scene, "object", part, scene.owner, checks.Refused, now=f.at(DAY.replace(day=6))
    )
    assert "3 个工作日" in error.message


def test_an_objected_part_is_still_owed(scene):
    part = scene.part("objected")
    assert part in Assignment.objects.owed()
