"""重新办理 of an accepted part."""

from datetime import date

import pytest

from indicators.models import Indicator, IndicatorProof
from tasks.models import Assignment, SubmissionEvidence
from tasks.services import workflow
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.mark.parametrize(("who", "led"), [("office", True), ("office", False), ("lead", True)])
def test_it_is_active_again_with_a_redo_date(scene, who, led):
    part = checks.moves(scene, "reopen", who, "accepted", "active", led=led)
    assert (part.accepted_on, part.handed_in_on) == (None, None)
    assert part.redo_by == part.due_on == date(2026, 3, 31), "early work loses no day"
    assert part.submissions.get().state == "returned"
    assert scene.act("submit", part, scene.owner if led else scene.lead).state == "submitted"


def test_after_its_date_it_has_three_workdays(scene):
    part = scene.part("accepted")
    part = scene.act("reopen", part, scene.office, now=f.at(date(2026, 4, 1)))
    assert part.due_on == date(2026, 4, 6)


@pytest.mark.parametrize("day", [30, 1, 29])
def test_not_with_a_date_that_a_return_would_not_take(scene, day):
    """A date in force that lies ahead, a day gone by, a Sunday."""
    part = scene.part("accepted")
    if day == 29:
        Assignment.objects.filter(pk=part.pk).update(agreed_due_on=f.DAY, due_on=f.DAY)
    error = checks.nothing_happens(
        scene, "reopen", part, scene.office, checks.Refused, redo_by=f.DAY.replace(day=day)
    )
    assert "redo_by" in error.fields


def test_long_term_work_gets_no_date(scene):
    lead, *_ = scene.issued(due_on=None, long_term=True)
    scene.act("submit", lead, scene.lead)
    scene.act("accept", lead, scene.office)
    assert scene.act("reopen", lead, scene.office).due_on is None


def test_other_states(scene):
    checks.refuses_states(scene, "reopen", "office", {"accepted"})


def test_other_people(scene):
    checks.refuses_persons(scene, "reopen", "accepted", {"lead", "office", "office_head"})


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_a_lead_only_while_its_own_is_open(scene, state):
    part = scene.part("accepted")
    scene.act("submit", part.answers_to, scene.lead)
    if state == "accepted":
        scene.act("accept", part.answers_to, scene.office)
    checks.nothing_happens(scene, "reopen", fresh(part), scene.lead, checks.Forbidden)
    assert scene.act("reopen", fresh(part), scene.office).state == "active"


@pytest.mark.parametrize("who", ["lead", "office"])
def test_a_part_of_a_closed_task_only_with_the_task(scene, who):
    part = scene.part("accepted")
    scene.act("submit", part.answers_to, scene.lead)
    scene.act("accept", part.answers_to, scene.office)
    workflow.close_task(part.task_id, actor=scene.office, now=LATER)
    checks.nothing_happens(scene, "reopen", fresh(part), getattr(scene, who), checks.Forbidden)


def test_a_part_of_a_cancelled_task_never(scene):
    part = scene.part("accepted")
    workflow.cancel_task(part.task_id, actor=scene.office, now=LATER, reason="不再办理")
    part = fresh(part)
    assert part.state == "accepted", "what is done stays done"
    checks.nothing_happens(scene, "reopen", part, scene.office, checks.Forbidden)


def test_stale(scene):
    checks.refuses_stale(scene, "reopen", "office", "accepted")


def test_needs_a_reason(scene):
    checks.refuses_needs(scene, "reopen", "office", "accepted", "reason", reason="")


def test_its_proof_stays_only_for_the_indicator_another_task_brought_it_to(scene):
    part, proof = scene.part("submitted"), f.evidence(scene.owner)
    SubmissionEvidence.objects.create(submission=part.submissions.get(), evidence=proof)
    shared = Indicator.objects.get(system=scene.campaign.system, level=3)
    own = Indicator.objects.create(
        system=shared.system, level=3, number="1.1.2", position=9, title="另", parent=shared.parent
    )
    part.task.indicators.set([shared, own])
    scene.act("accept", part, scene.lead)
    other = scene.part("active")
    other.task.indicators.set([shared])
    scene.act("submit", other, scene.owner, proofs=[(proof, None)])
    scene.act("accept", other, scene.lead)
    proved = IndicatorProof.objects.filter(evidence=proof).values_list("indicator_id", flat=True)
    assert set(proved) == {shared.pk, own.pk}
    scene.act("reopen", part, scene.office)
    assert set(proved.all()) == {shared.pk}
