"""恢复办理 to the state before."""

import pytest

from tests.factories import DAY
from tests.tasks.workflow import checks

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.mark.parametrize("before", ["pending", "active", "returned", "submitted", "objected"])
def test_back_to_the_state_before(scene, before):
    part = scene.part(before)
    scene.act("suspend", part, scene.office)
    part = scene.act("resume", part, scene.office)
    assert part.state == before
    assert part.events.last().words == "事出有因"


def test_writes_its_event(scene):
    checks.moves(scene, "resume", "office", "suspended", "active")


@pytest.mark.parametrize("before", ["active", "returned"])
def test_a_hand_in_can_still_be_withdrawn_afterwards(scene, before):
    part = scene.part(before)
    scene.act("submit", part, scene.owner)
    scene.act("suspend", part, scene.office)
    part = scene.act("resume", part, scene.office)
    assert part.state == "submitted"
    assert scene.act("withdraw", part, scene.owner).state == before


def test_the_way_back_is_no_matter_of_the_history(scene):
    part = scene.part("returned")
    scene.act("suspend", part, scene.office)
    part.events.filter(action="suspend").update(data={})
    part = scene.act("resume", part, scene.office)
    assert (part.state, part.suspended_from) == ("returned", "")


@pytest.mark.parametrize("end", ["cancel", "release"])
def test_what_ends_has_no_way_back(scene, end):
    part = scene.part("active", blocking=False)
    scene.act("suspend", part, scene.office)
    assert scene.act(end, part, scene.office).suspended_from == ""


def test_suspended_twice(scene):
    part = scene.part("submitted")
    for _ in range(2):
        scene.act("suspend", part, scene.office)
        part = scene.act("resume", part, scene.office)
    assert scene.act("withdraw", part, scene.owner).state == "active"


def test_with_a_new_date(scene):
    part = scene.part("returned")
    scene.act("suspend", part, scene.office)
    part = scene.act("resume", part, scene.office, due_on=DAY.replace(day=20))
    assert (part.due_on, part.agreed_due_on, part.redo_by) == (
        DAY.replace(day=20),
        DAY.replace(day=20),
        None,
    )


def test_not_with_a_past_date(scene):
    checks.refuses_needs(
        scene, "resume", "office", "suspended", "due_on", due_on=DAY.replace(day=1)
    )


def test_other_states(scene):
    checks.refuses_states(scene, "resume", "office", {"suspended"})


def test_other_people(scene):
    checks.refuses_persons(scene, "resume", "suspended", {"office", "office_head"})


def test_stale(scene):
    checks.refuses_stale(scene, "resume", "office", "suspended")


def test_needs_a_reason(scene):
    error = checks.refuses_needs(scene, "resume", "office", "suspended", "reason", reason="")
    assert "恢复办理" in error.message


def test_long_term_work_gets_no_date(scene):
    part = scene.issued(due_on=None, long_term=True)[1]
    scene.act("suspend", part, scene.office)
    error = checks.nothing_happens(
        scene, "resume", part, scene.office, checks.Refused, due_on=DAY.replace(day=20)
    )
    assert "due_on" in error.fields
    assert scene.act("resume", part, scene.office).due_on is None
