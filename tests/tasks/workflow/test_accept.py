"""审核通过, never by who handed it in; 自审 where nobody else exists."""

from datetime import date

import pytest

from indicators.models import Indicator, IndicatorProof
from indicators.services import removal
from tasks.models import Assignment
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh
from units.choices import Role
from units.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.mark.parametrize(("who", "led"), [("lead", True), ("office", True), ("office_head", False)])
def test_the_reviewer_accepts(scene, who, led):
    part = checks.moves(scene, "accept", who, "submitted", "accepted", led=led)
    assert (part.accepted_on, part.state_before) == (f.DAY, "")
    judged = part.submissions.get()
    assert (judged.state, judged.self_review) == ("accepted", False)
    assert judged.reviewed_by == getattr(scene, who).membership


def test_other_states(scene):
    checks.refuses_states(scene, "accept", "office", {"submitted"}, led=False)


def test_other_people(scene):
    checks.refuses_persons(scene, "accept", "submitted", {"lead", "office", "office_head"})


def test_a_lead_does_not_accept_itself(scene):
    checks.refuses_persons(scene, "accept", "submitted", {"office", "office_head"}, led=False)


def test_stale(scene):
    part = scene.part("submitted", led=False)
    checks.nothing_happens(
        scene, "accept", part, scene.office, checks.Conflict, expected_version=part.version - 1
    )


def test_in_a_leads_place_with_a_reason(scene):
    checks.refuses_needs(
        scene, "accept", "office", "submitted", "in_place_reason", in_place_reason=""
    )


class TestWhoHandedIn:
    def test_does_not_accept_while_a_colleague_can(self, scene):
        part = scene.part("active", led=False)
        scene.act("submit", part, scene.office)
        error = checks.nothing_happens(scene, "accept", fresh(part), scene.office, checks.Forbidden)
        assert "报送人不能审核自己" in error.message
        part = scene.act("accept", part, scene.office_head)
        assert not part.submissions.get().self_review

    def test_in_another_seat_is_the_same_person(self, scene):
        """县司法局 and 依法治县办 are one body: one person may sit in both."""
        both = f.seat(scene.county, Role.OFFICE_CLERK, user=scene.lead.user)
        part = scene.part("submitted", led=False)
        checks.nothing_happens(scene, "accept", part, both, checks.Forbidden)
        assert scene.act("accept", part, scene.office).state == "accepted"

    def test_who_signed_off_neither(self, scene):
        both = f.seat(scene.county, Role.OFFICE_CLERK, user=scene.lead.user)
        part = scene.part("submitted", led=False)
        part.submissions.update(
            handed_in_by=scene.owner.membership, signoff_by=scene.lead.membership
        )
        checks.nothing_happens(scene, "accept", part, both, checks.Forbidden)

    def test_accepts_and_it_is_shown_if_nobody_else_exists(self, scene):
        Membership.objects.filter(pk=scene.office_head.membership.pk).update(until=date(2026, 1, 1))
        part = scene.part("active", led=False)
        scene.act("submit", part, scene.office)
        part = scene.act("accept", part, scene.office)
        assert part.submissions.get().self_review
        assert "自审" in part.events.last().words

    def test_a_colleague_whose_account_is_closed_does_not_count(self, scene):
        scene.office_head.user.is_active = False
        scene.office_head.user.save()
        part = scene.part("active", led=False)
        scene.act("submit", part, scene.office)
        assert scene.act("accept", part, scene.office).submissions.get().self_review


class TestOnTime:
    def test_first_hand_in_by_the_date_and_accepted_in_the_end(self, scene):
        """A slow review never makes a unit late, nor does a return (rule 8)."""
        part = scene.part("active")
        for action, actor, day in [
            ("submit", scene.owner, date(2026, 3, 31)),
            ("ask_more", scene.lead, date(2026, 4, 20)),
            ("submit", scene.owner, date(2026, 5, 20)),
            ("accept", scene.lead, date(2026, 6, 1)),
        ]:
            part = scene.act(action, part, actor, now=f.at(day))
        assert part in Assignment.objects.on_time()

    def test_first_hand_in_after_the_date(self, scene):
        part = scene.part("active")
        scene.act("submit", part, scene.owner, now=f.at(date(2026, 4, 1)))
        part = scene.act("accept", part, scene.lead, now=f.at(date(2026, 4, 1)))
        assert part not in Assignment.objects.on_time()
        assert part in Assignment.objects.done()


class TestProof:
    def test_accepted_proof_stands_for_the_indicators(self, scene):
        part, proof = scene.part("active"), f.evidence(scene.owner)
        leaf = Indicator.objects.get(system=scene.campaign.system, level=3)
        part.task.indicators.add(leaf)
        scene.act("submit", part, scene.owner, proofs=[(proof, None)])
        assert not IndicatorProof.objects.exists()
        scene.act("accept", part, scene.lead)
        row = IndicatorProof.objects.get()
        assert (row.indicator, row.evidence, row.accepted_on) == (leaf, proof, f.DAY)

    def test_a_proof_whose_removal_is_dropped_after_all_stands_for_them_too(self, scene):
        part, proof = scene.part("active"), f.evidence(scene.owner)
        leaf = Indicator.objects.get(system=scene.campaign.system, level=3)
        part.task.indicators.add(leaf)
        scene.act("submit", part, scene.owner, proofs=[(proof, None)])
        proof = removal.ask_removal(actor=scene.owner, evidence=proof, reason="错传", now=LATER)
        scene.act("accept", part, scene.lead)
        removal.drop_removal(actor=scene.owner, evidence=proof, now=LATER)
        assert IndicatorProof.objects.get().evidence == proof

    def test_reopening_takes_it_back_unless_it_is_accepted_elsewhere(self, scene):
        leaf = Indicator.objects.get(system=scene.campaign.system, level=3)
        proof = f.evidence(scene.owner)
        parts = [scene.part("active"), scene.part("active")]
        for part in parts:
            part.task.indicators.add(leaf)
            scene.act("submit", part, scene.owner, proofs=[(proof, None)])
            scene.act("accept", part, scene.lead)
        scene.act("reopen", parts[0], scene.office)
        assert IndicatorProof.objects.count() == 1
        scene.act("reopen", parts[1], scene.office)
        assert not IndicatorProof.objects.exists()
