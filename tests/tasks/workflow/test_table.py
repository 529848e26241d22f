"""The table itself: complete, and nothing leaves a final state but by 重新办理."""

from inspect import signature
from pathlib import Path

import pytest

from tasks.choices import FINAL_STATES, PartState
from tasks.services import contacts
from tasks.services.workflow import ACTIONS
from tasks.transitions import TABLE, Who
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER

HERE = Path(__file__).parent


def test_every_row_has_its_service_and_its_tests():
    assert set(ACTIONS) == set(TABLE) - {"issue"}
    assert {f"test_{action}.py" for action in TABLE} <= {path.name for path in HERE.iterdir()}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_needs_and_options_are_arguments_of_the_service(row):
    if row.action == "issue":
        return
    arguments = signature(ACTIONS[row.action]).parameters
    assert {*row.needs, *row.options, "actor", "now", "expected_version"} <= set(arguments)


def test_only_reopening_leaves_a_final_state():
    leaving = {row.action for row in TABLE.values() if row.sources & FINAL_STATES}
    assert leaving == {"reopen"}


def test_every_state_is_reached_and_only_final_ones_are_dead_ends():
    reached = {row.target for row in TABLE.values()} | {PartState.DRAFT}
    assert reached - {None} == set(PartState)
    left = {state for row in TABLE.values() for state in row.sources}
    assert set(PartState) - left == FINAL_STATES - {PartState.ACCEPTED}


def test_a_person_stands_behind_every_act_but_the_issue():
    for row in TABLE.values():
        people = row.who & {Who.UNIT, Who.LEAD, Who.OFFICE}
        assert people or row.action == "issue"


@pytest.mark.django_db
def test_the_conflict_names_what_moved_the_part_not_a_phone_call(scene):
    part = scene.part("active")
    contacts.note_contact([part.pk], actor=scene.office, now=LATER, method="phone", person="王")
    error = checks.nothing_happens(scene, "acknowledge", part, scene.owner, checks.Conflict)
    assert "“签收”" in error.message
    assert "调整" not in error.message
    assert scene.office.user.name not in error.message


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("object", {"reason": "属机密事项"}),
        ("return", {"note": "见内部资料", "in_place_reason": "急"}),
        ("accept", {"in_place_reason": "工作秘密"}),
        ("release", {"reason": "秘密★一年"}),
    ],
)
def test_words_of_secrecy_stay_out_of_every_reason(scene, action, words):
    state = "active" if action in ("object", "release") else "submitted"
    part = scene.part(state, blocking=action != "release")
    actor = scene.owner if action == "object" else scene.office
    error = checks.nothing_happens(scene, action, part, actor, checks.Refused, **words)
    assert "非涉密系统" in error.message
    assert set(error.fields) & set(words)
