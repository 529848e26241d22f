"""Every act on a letter: the right person in the right state, and all the wrong ones."""

import pytest

from reports.choices import LetterState
from reports.letters.acts import TABLE
from reports.models import Letter
from reports.services.letters import after, issuing, signing
from reports.services.letters.machine import begin, move
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.factories import scan
from units.choices import Role
from units.errors import Conflict, Forbidden, Refused
from units.models import AuditEntry, InboxItem

pytestmark = [pytest.mark.core, pytest.mark.django_db]

D, C, F, S, OUT, X = (
    LetterState.DRAFT,
    LetterState.CHECKED,
    LetterState.FOR_SIGNATURE,
    LetterState.SIGNED,
    LetterState.ISSUED,
    LetterState.DISCARDED,
)


def sign_offline(pk, *, actor, now):
    paper = scan(actor.county)
    return signing.sign_offline(
        pk, actor=actor, now=now, signer_name="王主任", signed_on=DAY, scan=paper
    )


def reject(pk, *, actor, now):
    return signing.reject(pk, actor=actor, now=now, reason="请补充联系人")


def discard(pk, *, actor, now):
    return signing.discard(pk, actor=actor, now=now, reason="任务已取消")


# verb: (act, states it may be done in, state after, roles that may)
OFFICE, HEAD = {Role.OFFICE_CLERK, Role.OFFICE_HEAD}, {Role.OFFICE_HEAD}
ACTS = {
    "check": (signing.check, {D}, C, OFFICE),
    "send": (signing.send, {C}, F, OFFICE),
    "sign": (signing.sign, {F}, S, HEAD),
    "sign_offline": (sign_offline, {C, F}, S, OFFICE),
    "reject": (reject, {F, S}, D, HEAD),
    "discard": (discard, {D, C, F, S}, X, OFFICE),
    "issue": (issuing.issue, {S}, OUT, OFFICE),
}


@pytest.mark.parametrize("state", [D, C, F, S, OUT, X])
@pytest.mark.parametrize("verb", ACTS)
def test_an_act_is_done_in_its_states_only(scene, verb, state):
    act, states, target, _ = ACTS[verb]
    letter = scene.in_state(state)
    if state not in states:
        with pytest.raises(Conflict, match="现为"):
            act(letter.pk, actor=scene.chief, now=at())
        letter.refresh_from_db()
        assert letter.state == state
        return
    done = act(letter.pk, actor=scene.chief, now=at())
    letter.refresh_from_db()
    assert done.state == letter.state == target
    assert letter.version > 0
    entry = AuditEntry.objects.filter(action=f"letter.{verb}", object_id=f"{letter.pk}").get()
    assert entry.user == scene.chief.user


@pytest.mark.parametrize("role", [r for r in Role if r != Role.OFFICE_HEAD])
@pytest.mark.parametrize("verb", ACTS)
def test_an_act_is_done_by_its_people_only(scene, verb, role):
    act, states, _, roles = ACTS[verb]
    letter = scene.in_state(min(states))
    seat = (
        make.seat(scene.county, role, scene.unit if role.startswith("unit") else None)
        if (role != Role.LIAISON)
        else scene.liaison
    )
    if role in roles:
        act(letter.pk, actor=seat, now=at())
        return
    with pytest.raises(Forbidden):
        act(letter.pk, actor=seat, now=at())
    letter.refresh_from_db()
    assert letter.state == min(states)


def test_the_office_of_another_county_may_do_nothing(scene):
    stranger = make.seat(make.county("他县"), Role.OFFICE_HEAD)
    for verb, (act, states, _, _) in ACTS.items():
        letter = scene.in_state(min(states))
        with pytest.raises(Forbidden):
            act(letter.pk, actor=stranger, now=at())
        letter.refresh_from_db()
        assert letter.state == min(states), verb


def test_the_signer_is_told_once_and_again_after_a_rejection(scene):
    letter = scene.in_state(F)
    assert InboxItem.objects.filter(person=scene.chief.user).count() == 1
    reject(letter.pk, actor=scene.chief, now=at())
    told = InboxItem.objects.get(person=scene.clerk.user)
    assert told.title.startswith("退稿")
    letter.refresh_from_db()
    assert letter.rejected_reason == "请补充联系人"
    signing.check(letter.pk, actor=scene.clerk, now=at())
    signing.send(letter.pk, actor=scene.clerk, now=at(hour=15))
    assert InboxItem.objects.filter(person=scene.chief.user).count() == 2


def test_what_a_rule_drafted_comes_back_to_the_office(scene):
    letter = scene.in_state(F)
    Letter.objects.filter(pk=letter.pk).update(drafted_by=None)
    InboxItem.objects.all().delete()
    reject(letter.pk, actor=scene.chief, now=at())
    (told,) = InboxItem.objects.all()
    assert (told.person, told.title[:2]) == (scene.clerk.user, "退稿")


@pytest.mark.parametrize("act", [signing.reject, signing.discard])
def test_a_reason_is_needed(scene, act):
    letter = scene.in_state(F)
    with pytest.raises(Refused) as refused:
        act(letter.pk, actor=scene.chief, now=at(), reason="  ")
    assert "reason" in refused.value.fields


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("signer_name", {"signer_name": " "}),
        ("signed_on", {"signed_on": DAY.replace(day=3)}),
        ("signed_on", {"signed_on": DAY.replace(day=1)}),
        ("scan", {"scan": None}),
    ],
)
def test_a_signature_on_paper_needs_who_when_and_the_scan(scene, field, given):
    letter = scene.in_state(C)
    facts = {"signer_name": "王主任", "signed_on": DAY, "scan": scan(scene.county)}
    with pytest.raises(Refused) as refused:
        signing.sign_offline(letter.pk, actor=scene.clerk, now=at(), **{**facts, **given})
    assert field in refused.value.fields


def test_the_scan_is_kept_and_the_day_on_paper_is_printed(scene):
    letter = sign_offline(scene.in_state(C).pk, actor=scene.clerk, now=at())
    assert letter.sign_scan.state == "live"
    issued = issuing.issue(letter.pk, actor=scene.clerk, now=at(DAY.replace(day=5)))
    assert (issued.snapshot["date"], issued.signer_name) == ("2026-03-02", "王主任")


def test_a_document_is_received_once_by_its_unit_only(scene):
    letter = scene.in_state(OUT)
    with pytest.raises(Forbidden):
        after.receive(letter.pk, actor=scene.stranger, now=at())
    after.receive(letter.pk, actor=scene.liaison, now=at())
    after.receive(letter.pk, actor=scene.liaison, now=at(hour=15))
    receipt = letter.receipts.get()
    assert (receipt.received_at, receipt.received_by) == (at(), scene.liaison.membership)
    assert AuditEntry.objects.filter(action="letter.receive").count() == 1


def test_a_document_is_revoked_by_the_head_through_another_one(scene):
    letter, other = scene.in_state(OUT), scene.in_state(OUT)
    with pytest.raises(Forbidden):
        after.revoke(letter.pk, by_letter_id=other.pk, actor=scene.clerk, now=at())
    with pytest.raises(Refused, match="另一份"):
        after.revoke(letter.pk, by_letter_id=letter.pk, actor=scene.chief, now=at())
    elsewhere = scene.issued(scene.handover(scene.part(scene.stranger.membership.unit)))
    with pytest.raises(Refused, match="原收文单位"):
        after.revoke(letter.pk, by_letter_id=elsewhere.pk, actor=scene.chief, now=at())
    draft = scene.in_state(D)
    with pytest.raises(Refused, match="另一份"):
        after.revoke(letter.pk, by_letter_id=draft.pk, actor=scene.chief, now=at())
    after.revoke(letter.pk, by_letter_id=other.pk, actor=scene.chief, now=at())
    with pytest.raises(Refused, match="现行有效"):  # else neither would be in force
        after.revoke(other.pk, by_letter_id=letter.pk, actor=scene.chief, now=at())
    letter.refresh_from_db()
    assert (letter.state, letter.revoked_by) == (LetterState.REVOKED, other)
    assert letter.number.state == "used"
    assert InboxItem.objects.filter(person=scene.liaison.user, title__startswith="已撤销").exists()
    with pytest.raises(Conflict):
        after.revoke(letter.pk, by_letter_id=other.pk, actor=scene.chief, now=at())


def test_several_are_done_all_or_none(scene):
    first, second = scene.in_state(D), scene.in_state(C)
    with pytest.raises(Conflict):
        signing.each(signing.check, [first.pk, second.pk], actor=scene.clerk, now=at())
    assert Letter.objects.filter(pk=first.pk, state=D).exists()


def test_the_table_says_what_is_tested_here():
    said = {verb: (row.sources, row.target) for verb, row in TABLE.items() if verb in ACTS}
    assert said == {verb: (states, target) for verb, (_, states, target, _) in ACTS.items()}


def test_a_letter_that_changed_meanwhile_is_not_moved(scene):
    letter = begin("check", scene.in_state(D).pk, actor=scene.clerk)
    Letter.objects.filter(pk=letter.pk).update(version=letter.version + 1, title="他人改过的标题")
    with pytest.raises(Conflict, match="“他人改过的标题”现为“拟稿”"):
        move(letter, "check", actor=scene.clerk, now=at(), title="覆盖")
    assert Letter.objects.get(pk=letter.pk).title == "他人改过的标题"
    assert not AuditEntry.objects.filter(action="letter.check", object_id=f"{letter.pk}").exists()


@pytest.mark.parametrize("state", [F, S, OUT, X])
def test_no_service_can_move_a_letter_past_the_table(scene, state):
    letter = scene.in_state(state)
    with pytest.raises(Conflict, match="不能修改；请先退稿"):
        move(letter, "draft", actor=scene.clerk, now=at())
