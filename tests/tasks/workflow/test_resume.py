"""恢复办理 to the state before."""

from datetime import date

import pytest

from tests.factories import DAY, at
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


@pytest.mark.parametrize("before", ["pending", "active", "returned", "objected"])
def test_a_date_that_passed_meanwhile_is_set_anew(scene, before):
    part = scene.part(before)
    scene.act("suspend", part, scene.office)
    may = at(date(2026, 5, 6))
    error = checks.nothing_happens(scene, "resume", part, scene.office, checks.Refused, now=may)
    assert "due_on" in error.fields
    part = scene.act("resume", part, scene.office, now=may, due_on=date(2026, 5, 29))
    assert (part.state, part.due_on) == (before, date(2026, 5, 29))


def test_a_date_on_a_rest_day_has_not_passed_before_the_next_workday_is_over(scene):
    part = scene.issued(due_on=date(2026, 3, 7))[1]  # a Saturday
    scene.act("suspend", part, scene.office)
    part = scene.act("resume", part, scene.office, now=at(date(2026, 3, 9)))
    assert part.due_on == date(2026, 3, 7)


def test_what_lies_before_its_reviewer_needs_no_new_date(scene):
    part = scene.part("submitted")
    scene.act("suspend", part, scene.office)
    part = scene.act("resume", part, scene.office, now=at(date(2026, 5, 6)))
    assert part.state == "submitted"


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
