"""延期: asked before the deadline, answered by the office, the date moved in one place."""

from datetime import date

import pytest

from tasks.models import Assignment
from tasks.services import changes, extensions
from tests import factories as f
from tests.tasks.workflow.scene import LATER, fresh
from units.errors import Conflict, Forbidden, Refused
from units.workdays import Calendar

pytestmark = [pytest.mark.django_db, pytest.mark.core]
WANTED = date(2026, 4, 10)


def ask(scene, part, *, now=LATER, actor=None, **kwargs):
    kwargs = {"reason": "汛期抢险", "wanted_due_on": WANTED} | kwargs
    return extensions.ask(part.pk, actor=actor or scene.owner, now=now, **kwargs)


@pytest.mark.parametrize("state", ["pending", "active", "returned"])
def test_asked_while_owed(scene, state):
    part = scene.part(state)
    asked = ask(scene, part)
    assert (asked.state, asked.old_due_on) == ("asked", part.due_on)
    assert fresh(part).due_on == part.due_on, "nothing moves before the answer"
    assert part.events.last().action == "extension_ask"


@pytest.mark.parametrize(
    "state", ["draft", "objected", "submitted", "accepted", "suspended", "cancelled", "released"]
)
def test_not_in_other_states(scene, state):
    with pytest.raises(Conflict):
        ask(scene, scene.part(state))


@pytest.mark.parametrize("who", ["lead", "support", "stranger", "office", "leader"])
def test_only_by_the_unit(scene, who):
    with pytest.raises(Forbidden):
        ask(scene, scene.part("active"), actor=getattr(scene, who))


def test_on_the_last_day_but_not_after(scene):
    ask(scene, scene.part("active"), now=f.at(date(2026, 3, 31), 23))
    with pytest.raises(Refused, match="时限已过"):
        ask(scene, scene.part("active"), now=f.at(date(2026, 4, 1), 0))


@pytest.mark.parametrize(
    "wrong", [{"reason": " "}, {"wanted_due_on": date(2026, 3, 31)}, {"wanted_due_on": f.DAY}]
)
def test_needs_a_reason_and_a_later_day(scene, wrong):
    with pytest.raises(Refused) as caught:
        ask(scene, scene.part("active"), **wrong)
    assert set(caught.value.fields) == set(wrong)


def test_one_at_a_time(scene):
    part = scene.part("active")
    first = ask(scene, part)
    with pytest.raises(Conflict):
        ask(scene, part)
    extensions.withdraw(first.pk, actor=scene.colleague, now=LATER)
    assert ask(scene, part).state == "asked"


def test_granted_moves_the_date_in_force(scene):
    part = scene.part("active")
    extensions.grant(ask(scene, part).pk, actor=scene.office, now=LATER, note="同意")
    after = fresh(part)
    assert (after.due_on, after.agreed_due_on, after.redo_by) == (WANTED, WANTED, None)
    assert after.version == part.version + 1
    assert after not in Assignment.objects.overdue(date(2026, 4, 7), Calendar())
    after = scene.act("submit", after, scene.owner, now=f.at(WANTED))
    assert after.first_handed_in_on <= after.first_due_on


def test_granted_for_a_returned_part_moves_the_redo_date(scene):
    part = scene.part("returned")
    extensions.grant(ask(scene, part).pk, actor=scene.office, now=LATER)
    after = fresh(part)
    assert (after.due_on, after.redo_by, after.agreed_due_on) == (
        WANTED,
        WANTED,
        part.agreed_due_on,
    )


def test_granted_to_another_later_day(scene):
    part = scene.part("active")
    row = extensions.grant(
        ask(scene, part).pk, actor=scene.office, now=LATER, due_on=date(2026, 4, 3)
    )
    assert (row.granted_due_on, fresh(part).due_on) == (date(2026, 4, 3), date(2026, 4, 3))
    again = ask(scene, part)
    with pytest.raises(Refused):
        extensions.grant(again.pk, actor=scene.office, now=LATER, due_on=date(2026, 4, 3))


def test_refused_with_a_reason(scene):
    part = scene.part("active")
    asked = ask(scene, part)
    with pytest.raises(Refused) as caught:
        extensions.refuse(asked.pk, actor=scene.office, now=LATER, note="")
    assert "note" in caught.value.fields
    row = extensions.refuse(asked.pk, actor=scene.office, now=LATER, note="市里统一时限")
    assert (row.state, row.decision_note, fresh(part).due_on) == (
        "refused",
        "市里统一时限",
        part.due_on,
    )


@pytest.mark.parametrize("who", ["owner", "lead", "leader", "foreign_office"])
def test_only_the_office_answers(scene, who):
    asked = ask(scene, scene.part("active"))
    actor = getattr(scene, who)
    with pytest.raises(Forbidden):
        extensions.grant(asked.pk, actor=actor, now=LATER)
    with pytest.raises(Forbidden):
        extensions.refuse(asked.pk, actor=actor, now=LATER, note="x")


def test_answered_once(scene):
    asked = ask(scene, scene.part("active"))
    extensions.grant(asked.pk, actor=scene.office, now=LATER)
    for act in (
        lambda: extensions.grant(asked.pk, actor=scene.office, now=LATER),
        lambda: extensions.refuse(asked.pk, actor=scene.office, now=LATER, note="x"),
        lambda: extensions.withdraw(asked.pk, actor=scene.owner, now=LATER),
    ):
        with pytest.raises(Conflict):
            act()


@pytest.mark.parametrize("who", ["lead", "office", "stranger"])
def test_only_the_unit_withdraws(scene, who):
    asked = ask(scene, scene.part("active"))
    with pytest.raises(Forbidden):
        extensions.withdraw(asked.pk, actor=getattr(scene, who), now=LATER)


def test_under_review_lateness_goes_on(scene):
    part = scene.part("active")
    ask(scene, part)
    assert part in Assignment.objects.overdue(date(2026, 4, 1), Calendar())


class TestEvidence:
    def test_the_units_own(self, scene):
        proof = f.evidence(scene.owner, "上级延期通知")
        assert ask(scene, scene.part("active"), evidence=proof).evidence == proof

    @pytest.mark.parametrize("wrong", ["foreign", "removed"])
    def test_no_other(self, scene, wrong):
        proof = f.evidence(
            scene.support if wrong == "foreign" else scene.owner,
            state="live" if wrong == "foreign" else "removed",
        )
        with pytest.raises(Refused) as caught:
            ask(scene, scene.part("active"), evidence=proof)
        assert "evidence" in caught.value.fields


def change_due(scene, part, day):
    changes.change_due(
        part.task_id, actor=scene.office, now=LATER, due_on=day, reason="市里调整进度"
    )


def test_a_later_date_of_the_task_meets_the_request(scene):
    part = scene.part("active")
    asked = ask(scene, part)
    change_due(scene, part, date(2026, 6, 30))
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert part.events.filter(action="extension_withdraw").count() == 1
    with pytest.raises(Conflict):
        extensions.grant(asked.pk, actor=scene.office, now=LATER)
    assert fresh(part).due_on == date(2026, 6, 30)


def test_granted_is_measured_by_the_date_now_in_force(scene):
    part = scene.part("active")
    asked = ask(scene, part)
    change_due(scene, part, date(2026, 4, 7))
    with pytest.raises(Refused, match="晚于现行时限"):
        extensions.grant(asked.pk, actor=scene.office, now=LATER, due_on=date(2026, 4, 3))
    extensions.grant(asked.pk, actor=scene.office, now=LATER)
    assert fresh(part).due_on == WANTED


def test_asked_in_time_but_answered_late_is_granted_to_a_day_ahead(scene):
    part = scene.part("active")
    asked, late = ask(scene, part), f.at(date(2026, 4, 13))
    with pytest.raises(Refused, match="2026年4月10日已经过了") as caught:
        extensions.grant(asked.pk, actor=scene.office, now=late)
    assert set(caught.value.fields) == {"due_on"}
    extensions.grant(asked.pk, actor=scene.office, now=late, due_on=date(2026, 4, 13))
    assert fresh(part).due_on == date(2026, 4, 13)


@pytest.mark.parametrize("act", ["submit", "cancel", "reassign"])
def test_what_falls_away_stands_in_the_history(scene, act):
    part = scene.part("active")
    asked = ask(scene, part)
    actor = scene.owner if act == "submit" else scene.office
    scene.act(act, part, actor)
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("withdrawn", actor.membership)
    assert part.events.filter(action="extension_withdraw").count() == 1


def test_words_of_secrecy_are_refused(scene):
    part = scene.part("active")
    with pytest.raises(Refused, match="内部资料"):
        ask(scene, part, reason="见内部资料")
    with pytest.raises(Refused, match="工作秘密"):
        extensions.grant(ask(scene, part).pk, actor=scene.office, now=LATER, note="属工作秘密")
