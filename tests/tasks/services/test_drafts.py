"""A hand-in before it is handed in: draft, 线上审签."""

from dataclasses import replace

import pytest

from tasks.services import drafts
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh
from units.errors import Conflict, Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def save(scene, part, text="初稿", **kwargs):
    return drafts.save_draft(part.pk, actor=scene.owner, text=text, **kwargs)


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
        drafts.save_draft(scene.part("active").pk, actor=getattr(scene, who), text="x")


def test_proof_is_added_once_and_dropped(scene):
    part, proof = scene.part("active"), f.evidence(scene.owner)
    save(scene, part, proofs=[(proof, None)])
    row = save(scene, part, proofs=[(proof, None)])
    assert row.proofs.count() == 1
    drafts.drop_proof(part.pk, proof.pk, actor=scene.owner)
    assert not row.proofs.exists()
    proof.refresh_from_db()


def test_proof_answers_the_material_chosen_last(scene):
    part, proof = scene.part("active"), f.evidence(scene.owner)
    first, second = f.material(part.task, "台账"), f.material(part.task, "通报")
    row = save(scene, part, proofs=[(proof, first)])
    save(scene, part, proofs=[(proof, None)])
    assert row.proofs.get().material == first
    scene.act("submit", part, scene.owner, proofs=[(proof, second)])
    assert row.proofs.get().material == second


@pytest.mark.parametrize("state", ["removal", "removed"])
def test_proof_taken_away_is_not_handed_in(scene, state):
    part, proof = scene.part("active"), f.evidence(scene.owner, state=state)
    with pytest.raises(Refused, match="移除"):
        save(scene, part, proofs=[(proof, None)])


@pytest.mark.parametrize("field", ["text", "gap_note"])
def test_words_of_secrecy_are_refused_beside_their_field(scene, field):
    part = scene.part("active")
    words = {"text": "完成", field: "已印发绝密文件"}
    for act in (
        lambda: save(scene, part, **words),
        lambda: scene.act("submit", part, scene.owner, **words),
    ):
        with pytest.raises(Refused, match="绝密") as caught:
            act()
        assert set(caught.value.fields) == {field}
    assert not part.submissions.exists()


def test_proof_handed_in_is_not_dropped(scene):
    part, proof = scene.part("active"), f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, None)])
    with pytest.raises(Conflict):
        drafts.drop_proof(part.pk, proof.pk, actor=scene.owner)


class TestSignoff:
    def test_the_head_agrees_then_it_is_handed_in(self, scene):
        part = scene.part("active")
        save(scene, part, text="请审签")
        assert drafts.send_for_signoff(part.pk, actor=scene.owner, now=LATER).state == "for_signoff"
        drafts.sign_off(part.pk, actor=scene.colleague, now=LATER)
        part = scene.act("submit", part, scene.owner, text="请审签", gap_note="")
        assert part.submissions.get().signoff_by == scene.colleague.membership

    def test_waits_for_the_head(self, scene):
        part = self.sent(scene)
        error = checks.nothing_happens(
            scene, "submit", part, scene.owner, checks.Refused, text="请审签", gap_note=""
        )
        assert "审签" in error.message

    def sent(self, scene, *, signed=False):
        part = scene.part("active")
        save(scene, part, text="请审签")
        drafts.send_for_signoff(part.pk, actor=scene.owner, now=LATER)
        if signed:
            drafts.sign_off(part.pk, actor=scene.colleague, now=LATER)
        return part

    def test_a_head_who_hands_in_signs_so(self, scene):
        part = scene.act("submit", scene.part("active"), scene.colleague)
        assert part.submissions.get().signoff_by == scene.colleague.membership

    def test_recalled_it_needs_none(self, scene):
        part = self.sent(scene)
        assert drafts.recall_signoff(part.pk, actor=scene.owner, now=LATER).state == "draft"
        save(scene, part, text="不审签了")
        assert scene.act("submit", part, scene.owner).state == "submitted"

    @pytest.mark.parametrize("signed", [False, True])
    def test_nothing_changes_behind_the_heads_back(self, scene, signed):
        part, proof = self.sent(scene, signed=signed), f.evidence(scene.owner)
        kept = part.submissions.get()
        for change in (
            lambda: save(scene, part, text="改了一个字"),
            lambda: save(scene, part, text="请审签", gap_note="缺一份"),
            lambda: save(scene, part, text="请审签", proofs=[(proof, None)]),
            lambda: scene.act("submit", part, scene.owner, text="改了", gap_note=""),
        ):
            with pytest.raises(Refused, match="取回草稿"):
                change()
        row = part.submissions.get()
        assert (row.text, row.state, row.signoff_by) == (kept.text, "for_signoff", kept.signoff_by)
        assert not row.proofs.exists()
        assert save(scene, part, text=" 请审签\r\n").state == "for_signoff", "the same words"

    def test_a_proof_is_not_taken_out_behind_the_heads_back(self, scene):
        part, proof = scene.part("active"), f.evidence(scene.owner)
        save(scene, part, proofs=[(proof, None)])
        drafts.send_for_signoff(part.pk, actor=scene.owner, now=LATER)
        with pytest.raises(Refused, match="取回草稿"):
            drafts.drop_proof(part.pk, proof.pk, actor=scene.owner)
        assert part.submissions.get().proofs.count() == 1

    def test_a_change_by_the_head_undoes_what_was_signed(self, scene):
        part = self.sent(scene, signed=True)
        row = drafts.save_draft(part.pk, actor=scene.colleague, text="改了")
        assert (row.state, row.signoff_by) == ("draft", None)

    def test_it_does_not_outlive_a_withdrawal(self, scene):
        part = scene.act("submit", scene.part("active"), scene.colleague, text="局长看过")
        scene.act("withdraw", part, scene.owner)
        assert part.submissions.get().signoff_by is None
        part = scene.act("submit", part, scene.owner, text="换了一份")
        assert part.submissions.get().signoff_by is None

    def test_what_the_office_registers_is_not_signed(self, scene):
        part = self.sent(scene, signed=True)
        part = scene.act("submit", part, scene.office, text="收到的纸质件")
        assert [row.signoff_by for row in part.submissions.all()] == [None, None]

    def test_a_head_may_agree_to_a_draft_nobody_sent(self, scene):
        part = scene.part("active")
        save(scene, part)
        row = drafts.sign_off(part.pk, actor=scene.colleague, now=LATER)
        assert (row.state, row.signoff_by) == ("for_signoff", scene.colleague.membership)

    def test_each_step_is_history_of_the_unit_alone(self, scene):
        part = self.sent(scene, signed=True)
        drafts.recall_signoff(part.pk, actor=scene.owner, now=LATER)
        steps = part.events.filter(action__startswith="signoff_")
        assert [row.action for row in steps] == ["signoff_send", "signoff_sign", "signoff_recall"]
        assert steps.visible_to(scene.colleague).count() == 3
        for who in (scene.lead, scene.office, scene.leader):
            assert not steps.visible_to(who).exists()
            assert part.events.visible_to(who).filter(action="acknowledge").exists()

    def test_needs_a_text(self, scene):
        part = scene.part("active")
        save(scene, part, text="")
        with pytest.raises(Refused):
            drafts.send_for_signoff(part.pk, actor=scene.owner, now=LATER)

    def test_a_liaison_does_not_sign(self, scene):
        part = scene.part("active")
        save(scene, part)
        drafts.send_for_signoff(part.pk, actor=scene.owner, now=LATER)
        with pytest.raises(Forbidden):
            drafts.sign_off(part.pk, actor=scene.owner, now=LATER)

    def test_a_token_never_signs(self, scene):
        part = self.sent(scene)
        with pytest.raises(Forbidden):
            drafts.sign_off(part.pk, actor=replace(scene.colleague, by_token=True), now=LATER)

    def test_nothing_to_sign(self, scene):
        with pytest.raises(Conflict):
            drafts.sign_off(scene.part("active").pk, actor=scene.colleague, now=LATER)
