"""A hand-in before it is handed in: draft, 线上审签."""

import pytest

from tasks.services import drafts
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh
from units.errors import Conflict, Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def save(scene, part, text="初稿", **kwargs):
    return drafts.save_draft(part.pk, actor=scene.owner, now=LATER, text=text, **kwargs)


@pytest.mark.parametrize("state", ["pending", "active", "returned"])
def test_keeps_what_was_typed(scene, state):
    part = scene.part(state)
    save(scene, part)
    row = save(scene, part, text=" 二稿 ", gap_note="缺一份")
    assert (row.text, row.gap_note, row.state) == ("二稿", "缺一份", "draft")
    assert fresh(part).state == state, "nothing is handed in"
    assert part.submissions.filter(state="draft").count() == 1


@pytest.mark.parametrize("state", ["objected", "submitted", "accepted", "suspended", "cancelled"])
def test_not_in_other_states(scene, state):
    with pytest.raises(Conflict):
        save(scene, scene.part(state))


@pytest.mark.parametrize("who", ["lead", "support", "stranger", "office", "leader"])
def test_only_people_of_the_unit(scene, who):
    with pytest.raises(Forbidden):
        drafts.save_draft(scene.part("active").pk, actor=getattr(scene, who), now=LATER, text="x")


def test_proof_is_added_once_and_dropped(scene):
    part, proof = scene.part("active"), f.evidence(scene.owner)
    save(scene, part, proofs=[(proof, None)])
    row = save(scene, part, proofs=[(proof, None)])
    assert row.proofs.count() == 1
    drafts.drop_proof(part.pk, proof.pk, actor=scene.owner)
    assert not row.proofs.exists()
    proof.refresh_from_db()


def test_proof_handed_in_is_not_dropped(scene):
    part, proof = scene.part("active"), f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, None)])
    with pytest.raises(Conflict):
        drafts.drop_proof(part.pk, proof.pk, actor=scene.owner)


class TestSignoff:
    def test_the_head_agrees_then_it_is_handed_in(self, scene):
        part = scene.part("active")
        save(scene, part, text="请审签")
        assert drafts.send_for_signoff(part.pk, actor=scene.owner).state == "for_signoff"
        drafts.sign_off(part.pk, actor=scene.colleague)
        part = scene.act("submit", part, scene.owner, text="请审签", gap_note="")
        assert part.submissions.get().signoff_by == scene.colleague.membership

    def test_waits_for_the_head(self, scene):
        part = scene.part("active")
        save(scene, part, text="请审签")
        drafts.send_for_signoff(part.pk, actor=scene.owner)
        error = checks.nothing_happens(scene, "submit", part, scene.owner, checks.Refused)
        assert "审签" in error.message

    def test_a_head_who_hands_in_signs_so(self, scene):
        part = scene.act("submit", scene.part("active"), scene.colleague)
        assert part.submissions.get().signoff_by == scene.colleague.membership

    def test_back_to_draft_needs_none(self, scene):
        part = scene.part("active")
        save(scene, part, text="请审签")
        drafts.send_for_signoff(part.pk, actor=scene.owner)
        save(scene, part, text="不审签了")
        assert scene.act("submit", part, scene.owner).state == "submitted"

    def test_a_change_after_signing_undoes_it(self, scene):
        part = scene.part("active")
        save(scene, part, text="请审签")
        drafts.send_for_signoff(part.pk, actor=scene.owner)
        drafts.sign_off(part.pk, actor=scene.colleague)
        assert save(scene, part, text="请审签").signoff_by == scene.colleague.membership
        row = save(scene, part, text="改了")
        assert (row.state, row.signoff_by) == ("draft", None)

    def test_needs_a_text(self, scene):
        part = scene.part("active")
        save(scene, part, text="")
        with pytest.raises(Refused):
            drafts.send_for_signoff(part.pk, actor=scene.owner)

    def test_a_liaison_does_not_sign(self, scene):
        part = scene.part("active")
        save(scene, part)
        drafts.send_for_signoff(part.pk, actor=scene.owner)
        with pytest.raises(Forbidden):
            drafts.sign_off(part.pk, actor=scene.owner)

    def test_nothing_to_sign(self, scene):
        with pytest.raises(Conflict):
            drafts.sign_off(scene.part("active").pk, actor=scene.colleague)
