"""调整承办单位: the old part ends, a new draft takes its place."""

import pytest

from tasks.choices import PartState
from tasks.models import Assignment
from tasks.services import extensions, workflow
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, NOW, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.core]
OPEN = ["draft", "pending", "active", "objected", "submitted", "returned", "suspended"]


@pytest.mark.parametrize("source", OPEN)
def test_from_every_state_that_is_not_final(scene, source):
    old = checks.moves(scene, "reassign", "office", source, "cancelled")
    new = old.replaced_by
    assert (new.unit, new.state) == (scene.other_unit, "draft")
    assert (new.role, new.rank, new.blocking) == (old.role, old.rank, old.blocking)
    assert (new.agreed_due_on, new.answers_to) == (old.agreed_due_on, old.answers_to)
    assert new.events.get().to_state == "draft", "the new part has a history of its own"


def test_an_open_hand_in_and_extension_leave_the_desk(scene):
    part = scene.part("submitted")
    scene.act("reassign", part, scene.office)
    assert part.submissions.get().state == "withdrawn"
    part = scene.part("active")
    extensions.ask(
        part.pk, actor=scene.owner, now=NOW, reason="汛期", wanted_due_on=f.date(2026, 4, 10)
    )
    scene.act("reassign", part, scene.office)
    assert part.extensions.get().state == "withdrawn"


def test_final_states(scene):
    checks.refuses_states(scene, "reassign", "office", OPEN)


@pytest.mark.parametrize("led", [True, False])
def test_other_people(scene, led):
    checks.refuses_persons(scene, "reassign", "active", {"office", "office_head"}, led=led)


def test_stale(scene):
    part = scene.part("active")
    checks.nothing_happens(
        scene, "reassign", part, scene.office, checks.Conflict, expected_version=part.version - 1
    )


def test_needs_a_reason(scene):
    checks.refuses_needs(scene, "reassign", "office", "active", "reason", reason="")


def test_a_unit_that_has_a_part_already(scene):
    part = scene.part("active")
    checks.nothing_happens(
        scene, "reassign", part, scene.office, checks.Refused, unit=scene.support_unit
    )


@pytest.mark.parametrize("wrong", ["elsewhere", "gone"])
def test_a_unit_of_another_county_or_gone(scene, wrong):
    gone = f.unit(scene.county, "撤并单位", active=False)
    unit = gone if wrong == "gone" else scene.foreign_office.membership.unit
    checks.refuses_needs(scene, "reassign", "office", "active", "unit", unit=unit)


def test_when_the_lead_goes_its_parts_follow_to_the_office(scene):
    lead, part, support = scene.issued()
    scene.act("reassign", lead, scene.office)
    assert (fresh(part).answers_to, fresh(support).answers_to) == (None, None)
    event = part.events.last()
    assert (event.action, event.words) == ("answers_to", "改由依法治县办审核")


def test_the_new_lead_takes_them_when_it_is_issued(scene):
    lead, part, _ = scene.issued()
    scene.act("reassign", lead, scene.office)
    new = fresh(lead).replaced_by
    workflow.issue([new.pk], actor=scene.office, now=LATER, words="补充交办")
    assert fresh(part).answers_to == new


def test_parts_follow_to_the_next_lead_with_their_proof(scene):
    lead, part, support = scene.draft()
    second = f.part(lead.task, scene.other_unit, role="lead", rank=2)
    rows = [lead, second, part, support]
    workflow.issue([p.pk for p in rows], actor=scene.office, now=NOW, words="交办")
    proof = f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, None)])
    scene.act("reassign", lead, scene.office, unit=f.unit(scene.county, "县审计局"))
    assert fresh(part).answers_to == second
    assert proof.grants.filter(unit=scene.other_unit).exists()
    assert scene.act("accept", part, scene.stranger).state == "accepted"


def test_an_accepted_part_follows_too(scene):
    lead, part, _ = scene.issued()
    scene.act("submit", part, scene.owner)
    scene.act("accept", part, scene.lead)
    scene.act("cancel", lead, scene.office)
    assert fresh(part).answers_to is None
    assert not Assignment.objects.filter(answers_to__state=PartState.CANCELLED).exists()


def test_a_draft_that_answered_to_a_lead_follows_when_the_lead_goes(scene):
    part = scene.part("active")
    lead = part.answers_to
    new = workflow.ACTIONS["reassign"](
        part.pk, actor=scene.office, now=LATER, unit=scene.other_unit, reason="职责划转"
    )
    assert fresh(new).answers_to == lead
    scene.act("cancel", lead, scene.office)
    assert fresh(new).answers_to is None
