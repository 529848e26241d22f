"""取消交办 of one part."""

import pytest

from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.core]
OPEN = ["draft", "pending", "active", "objected", "submitted", "returned", "suspended"]


@pytest.mark.parametrize("source", OPEN)
def test_from_every_state_that_is_not_final(scene, source):
    checks.moves(scene, "cancel", "office", source, "cancelled")


def test_the_hand_in_leaves_the_reviewers_desk(scene):
    part = scene.part("submitted")
    scene.act("cancel", part, scene.office)
    assert part.submissions.get().state == "withdrawn"


def test_parts_of_a_cancelled_lead_follow_to_the_office(scene):
    lead, part, support = scene.issued()
    scene.act("submit", part, scene.owner)
    scene.act("cancel", lead, scene.office)
    assert (fresh(part).answers_to, fresh(support).answers_to) == (None, None)
    checks.nothing_happens(scene, "accept", fresh(part), scene.lead, checks.Forbidden)
    assert scene.act("accept", fresh(part), scene.office).state == "accepted"


def test_the_unit_may_be_given_the_task_again(scene):
    part = scene.part("active")
    scene.act("cancel", part, scene.office)
    assert f.part(part.task, scene.unit, role="responsible", rank=9).pk


def test_final_states(scene):
    checks.refuses_states(scene, "cancel", "office", OPEN)


@pytest.mark.parametrize("led", [True, False])
def test_other_people(scene, led):
    checks.refuses_persons(scene, "cancel", "active", {"office", "office_head"}, led=led)


def test_stale(scene):
    part = scene.part("active")
    checks.nothing_happens(
        scene, "cancel", part, scene.office, checks.Conflict, expected_version=part.version - 1
    )


def test_needs_a_reason(scene):
    checks.refuses_needs(scene, "cancel", "office", "active", "reason", reason="")


def test_the_old_lead_keeps_what_other_work_brought_it(scene):
    proof = f.evidence(scene.owner)
    lead, part, _ = scene.issued()
    other = scene.issued()[1]
    for row in (part, other):
        scene.act("submit", row, scene.owner, proofs=[(proof, None)])
    scene.act("cancel", lead, scene.office)
    assert proof.grants.get().unit == scene.lead_unit
    scene.act("cancel", other.answers_to, scene.office)
    assert not proof.grants.exists()


def test_the_lead_reads_no_longer_what_was_handed_in_for_it(scene):
    part, proof = scene.part("active"), f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, None)])
    scene.act("cancel", part, scene.office)
    assert not proof.grants.exists()
