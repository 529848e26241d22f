"""POST …/<action>/: the table decides; too late is 409, bad needs are sentences."""

import pytest

from tasks.api.needs import OFFERED
from tasks.choices import PartState
from tasks.models import Assignment, TaskEvent
from tests import factories as f
from tests.tasks.workflow.scene import fresh

pytestmark = pytest.mark.django_db

# action: who takes it, whether on the part that answers to the lead, needs
RIGHT = {
    "acknowledge": ("owner", True, {}),
    "object": ("owner", True, {"reason": "不属本局职责"}),
    "drop_objection": ("owner", True, {}),
    "keep": ("office", True, {"reason": "三定规定明确"}),
    "reassign": ("office", True, {"reason": "职责划转"}),
    "submit": ("owner", True, {"text": "已完成"}),
    "withdraw": ("owner", True, {}),
    "ask_more": ("lead", True, {"reasons": ["no_seal"]}),
    "return": ("office", False, {"reasons": ["no_seal"]}),
    "accept": ("office", False, {}),
    "suspend": ("office", True, {"reason": "上级调整部署"}),
    "resume": ("office", True, {"reason": "可以办了"}),
    "cancel": ("office", True, {"reason": "重复交办"}),
    "release": ("office", True, {}),
    "reopen": ("office", True, {"reason": "抽查不实"}),
}


def given(scene, action):
    who, led, needs = RIGHT[action]
    more = {"unit": scene.other_unit.pk} if action == "reassign" else {}
    return getattr(scene, who), led, needs | more


def test_every_action_of_the_table_is_offered():
    assert set(RIGHT) == set(OFFERED)


@pytest.mark.parametrize("action", sorted(RIGHT))
def test_from_the_right_state(scene, call, action):
    seat, led, needs = given(scene, action)
    source = sorted(OFFERED[action].sources - {"draft"})[0]
    part = scene.part(source, led=led, blocking=False if action == "release" else None)
    answer = call.act(seat, part, action, expected_version=part.version, **needs)
    assert answer["state"] == fresh(part).state
    assert answer["version"] > part.version
    if OFFERED[action].target:
        assert answer["state"] == OFFERED[action].target


@pytest.mark.parametrize("action", sorted(RIGHT))
def test_from_every_other_state_it_is_a_conflict(scene, call, action):
    seat, led, needs = given(scene, action)
    for state in sorted(set(PartState.values) - OFFERED[action].sources):
        part = scene.part(state, led=led)
        before = (fresh(part).version, TaskEvent.objects.count())
        # A unit does not see what was not yet handed over to it.
        unseen = state == "draft" and not seat.is_office
        answer = call.act(seat, part, action, status=404 if unseen else 409, **needs)
        assert answer["detail"].endswith("。")
        assert (fresh(part).version, TaskEvent.objects.count()) == before, state
        if not unseen and state != "draft":
            assert fresh(part).get_state_display() in answer["detail"], "what happened meanwhile"


@pytest.mark.parametrize("action", sorted(RIGHT))
def test_a_version_that_has_passed_is_a_conflict(scene, call, action):
    seat, led, needs = given(scene, action)
    source = sorted(OFFERED[action].sources - {"draft"})[0]
    part = scene.part(source, led=led)
    Assignment.objects.filter(pk=part.pk).update(version=part.version + 1)
    answer = call.act(seat, part, action, status=409, expected_version=part.version, **needs)
    assert "请刷新" in answer["detail"]


@pytest.mark.parametrize("action", sorted(RIGHT))
def test_others_are_refused(scene, call, action):
    _, led, needs = given(scene, action)
    source = sorted(OFFERED[action].sources - {"draft"})[0]
    part = scene.part(source, led=led)
    call.act(scene.stranger, part, action, status=404, **needs)
    call.act(scene.foreign_office, part, action, status=404, **needs)
    call.act(scene.leader, part, action, status=403, **needs)
    assert fresh(part).state == source


@pytest.mark.parametrize(
    ("action", "change", "field"),
    [
        ("object", {"reason": " "}, "reason"),
        ("object", {"reason": None}, "reason"),
        ("object", {"reason": "长" * 2001}, "reason"),
        ("object", {"reason": ["a"]}, "reason"),
        ("reassign", {"unit": None}, "unit"),
        ("reassign", {"unit": "县"}, "unit"),
        ("reassign", {"unit": 10**30}, "unit"),
        ("submit", {"text": ""}, "text"),
        ("submit", {"text": {"a": 1}}, "text"),
        ("submit", {"proofs": "1"}, "proofs"),
        ("submit", {"proofs": [10**11]}, "proofs"),
        ("submit", {"proofs": [1] * 101}, "proofs"),
        ("return", {"reasons": []}, "reasons"),
        ("return", {"reasons": ["nonsense"]}, "reasons"),
        ("return", {"reasons": "no_seal"}, "reasons"),
        ("return", {"redo_by": "后天"}, "redo_by"),
        ("return", {"redo_by": "2026-02-30"}, "redo_by"),
        ("return", {"redo_by": "2026-03-01"}, "redo_by"),
        ("return", {"reasons": ["other"], "note": ""}, "note"),
        ("resume", {"due_on": "2026-03-01"}, "due_on"),
        ("accept", {"expected_version": "x"}, "expected_version"),
        ("accept", {"expected_version": -1}, "expected_version"),
    ],
)
def test_bad_needs_are_sentences_beside_their_names(scene, call, action, change, field):
    seat, led, needs = given(scene, action)
    source = sorted(OFFERED[action].sources - {"draft"})[0]
    part = scene.part(source, led=led)
    answer = call.act(seat, part, action, status=400, **(needs | change))
    named = {name.partition(".")[0] for name in answer["fields"]}
    assert named == {field}
    assert answer["detail"]
    assert not answer["detail"].isascii()
    assert fresh(part).state == source


@pytest.mark.parametrize("body", ["", "[]", "null", '"x"', "{", "\x00", "[1,2]", "{'a':1}"])
def test_bodies_that_are_no_object(scene, call, body):
    part = scene.part("active")
    path = f"assignments/{part.pk}/object/"
    answer = call(scene.owner, path, status=400, method="post", body=body)
    assert answer["detail"]
    assert fresh(part).state == "active"


def test_another_countys_unit_is_no_target(scene, call):
    part, foreign = scene.part("active"), f.unit(f.county("远县"), "远县司法局")
    answer = call.act(
        scene.office, part, "reassign", status=400, unit=foreign.pk, reason="职责划转"
    )
    assert "没有这个单位" in answer["fields"]["unit"][0]


def test_proof_goes_along_by_id(scene, call):
    part, mine, theirs = scene.part("active"), f.evidence(scene.owner), f.evidence(scene.support)
    answer = call.act(scene.owner, part, "submit", status=400, text="完成", proofs=[theirs.pk])
    assert "没有这份材料" in answer["fields"]["proofs"][0]
    call.act(scene.owner, part, "submit", text="完成", proofs=[mine.pk])
    assert fresh(part).submissions.get().proofs.get().evidence == mine


def test_proof_of_the_same_body_goes_along(scene, call):
    shared = f.unit(scene.county, "县河长办", same_body=scene.unit)
    part, proof = scene.part("active"), f.evidence(f.seat(scene.county, "liaison", shared))
    call.act(scene.owner, part, "submit", text="完成", proofs=[proof.pk])
    assert fresh(part).submissions.get().proofs.get().evidence == proof


def test_the_office_hands_in_no_foreign_proof(scene, call):
    part, theirs = scene.part("active"), f.evidence(scene.support)
    given = {"text": "完成", "received_on": f"{f.DAY}", "received_from": "纸质件"}
    answer = call.act(scene.office, part, "submit", status=400, proofs=[theirs.pk], **given)
    assert "没有这份材料" in answer["fields"]["proofs"][0]


def test_issue_and_unknown_actions_are_not_found(scene, call):
    part = scene.draft()[0]
    for verb in ("issue", "sign", "destroy"):
        call.act(scene.office, part, verb, status=404)


def test_reading_an_action_is_not_allowed(scene, call):
    part = scene.part("active")
    assert call(scene.owner, f"assignments/{part.pk}/submit/", status=405)["detail"]
    for method in ("put", "patch", "delete"):
        call(scene.office, f"assignments/{part.pk}/", status=405, method=method, body={})


def test_a_body_nested_without_end_is_a_sentence(scene, call):
    part = scene.part("active")
    path = f"assignments/{part.pk}/object/"
    answer = call(scene.owner, path, status=400, method="post", body="[" * 100_000)
    assert "嵌套过深" in answer["detail"]
