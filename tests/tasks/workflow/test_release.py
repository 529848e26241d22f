"""无需办理 of parts that do not block."""

import pytest

from tasks.policies import actions_for
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.core]
FROM = ["pending", "active", "objected", "submitted", "returned", "suspended"]


@pytest.mark.parametrize("source", FROM)
def test_from_every_open_state(scene, source):
    checks.moves(scene, "release", "office", source, "released", blocking=False)


def test_not_a_part_that_blocks(scene):
    part = scene.part("active")
    error = checks.nothing_happens(scene, "release", part, scene.office, checks.Refused)
    assert "不能标为无需办理" in error.message
    assert "release" not in [row.action for row in actions_for(scene.office, part)]


def test_other_states(scene):
    checks.refuses_states(scene, "release", "office", FROM, blocking=False)


def test_other_people(scene):
    checks.refuses_persons(scene, "release", "active", {"office", "office_head"}, blocking=False)


def test_stale(scene):
    part = scene.part("active", blocking=False)
    checks.nothing_happens(
        scene, "release", part, scene.office, checks.Conflict, expected_version=part.version - 1
    )


def test_parts_of_a_released_lead_follow_to_the_office(scene):
    lead, part, _ = scene.issued(blocking=False)
    proof = f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, None)])
    assert proof.grants.get().unit == scene.lead_unit
    scene.act("release", lead, scene.office)
    part = fresh(part)
    assert part.answers_to is None
    assert part.events.last().words == "改由依法治县办审核"
    assert not proof.grants.exists(), "a lead that has gone reads no more"
