"""Actions of the transition table through their form: who may, what is missing, who was faster."""

import pytest

from tasks.models import Assignment
from tasks.transitions import TABLE
from tests.reports.visiting import beside, elsewhere, on_top
from tests.tasks.workflow.scene import fresh

# action, who, from, further fields, to (None: the part it began from)
WAYS = [
    ("acknowledge", "owner", "pending", {}, "active"),
    ("object", "owner", "pending", {"reason": "不属本局职责"}, "objected"),
    ("drop_objection", "owner", "objected", {}, "active"),
    ("keep", "office", "objected", {"reason": "三定规定明确"}, "active"),
    ("reassign", "office", "active", {"reason": "职责划转"}, "cancelled"),
    ("withdraw", "owner", "submitted", {}, "active"),
    ("suspend", "office", "active", {"reason": "上级调整部署"}, "suspended"),
    ("resume", "office", "suspended", {"reason": "可以办了"}, "active"),
    ("cancel", "office", "active", {"reason": "重复交办"}, "cancelled"),
    ("reopen", "office", "accepted", {"reason": "抽查发现不实"}, "active"),
    (
        "return",
        "office",
        "submitted",
        {"reasons": ["no_seal"], "in_place_reason": "急"},
        "returned",
    ),
    ("ask_more", "lead", "submitted", {"reasons": ["no_seal"]}, "returned"),
    ("accept", "lead", "submitted", {}, "accepted"),
]
NEED_WORDS = [way for way in WAYS if "reason" in way[3]]


def needs(scene, action, fields):
    return fields | ({"unit": scene.other_unit.pk} if action == "reassign" else {})


@pytest.mark.parametrize(("action", "who", "source", "fields", "target"), WAYS)
def test_done(scene, visit, action, who, source, fields, target):
    part = scene.part(source)
    seat = getattr(scene, who)
    page = visit.get(seat, "part-act", part.pk, action)
    assert TABLE[action].label in page.text_
    visit.post(
        seat,
        "part-act",
        part.pk,
        action,
        expected_version=part.version,
        **needs(scene, action, fields),
    )
    assert fresh(part).state == target


@pytest.mark.parametrize(("action", "who", "source", "fields", "target"), NEED_WORDS)
def test_without_words_it_is_refused_beside_the_field(
    scene, visit, action, who, source, fields, target
):
    part = scene.part(source)
    answer = visit.post(
        getattr(scene, who),
        "part-act",
        part.pk,
        action,
        status=400,
        **needs(scene, action, fields | {"reason": " \n "}),
    )
    beside(answer, "reason", "请填写")
    assert fresh(part).state == source


@pytest.mark.parametrize(("action", "who", "source", "fields", "target"), WAYS)
def test_who_comes_late_is_told_and_keeps_what_was_typed(
    scene, visit, action, who, source, fields, target
):
    part = scene.part(source)
    Assignment.objects.filter(pk=part.pk).update(version=part.version + 1)
    answer = visit.post(
        getattr(scene, who),
        "part-act",
        part.pk,
        action,
        status=409,
        expected_version=part.version,
        **needs(scene, action, fields),
    )
    on_top(answer, "请刷新", typed=fields.get("reason", ""))
    assert fresh(part).state == source


@pytest.mark.parametrize(("action", "who", "source", "fields", "target"), WAYS)
def test_strangers_do_not_find_it_and_readers_may_not(
    scene, visit, action, who, source, fields, target
):
    part = scene.part(source)
    visit.get(scene.stranger, "part-act", part.pk, action, status=404)
    visit.get(scene.foreign_office, "part-act", part.pk, action, status=404)
    visit.post(scene.leader, "part-act", part.pk, action, status=403, **fields)
    assert fresh(part).state == source


@pytest.mark.parametrize("action", ["issue", "destroy", "publish"])
def test_unknown_actions(scene, visit, action):
    visit.get(scene.office, "part-act", scene.part("draft").pk, action, status=404)


def test_a_part_of_another_county(scene, visit):
    visit.post(scene.office, "part-act", elsewhere(scene).pk, "cancel", status=404, reason="x")


def test_release_of_a_supporting_part(scene, visit):
    support = scene.issued()[2]
    visit.post(scene.office, "part-act", support.pk, "release")
    assert fresh(support).state == "released"


def test_reassign_offers_units_of_the_county(scene, visit):
    part, foreign = scene.part("active"), elsewhere(scene).unit
    answer = visit.post(
        scene.office,
        "part-act",
        part.pk,
        "reassign",
        status=400,
        unit=foreign.pk,
        reason="职责甲",
    )
    beside(answer, "unit", "没有这个单位", typed="职责甲")


def test_a_lead_reopens_while_its_own_is_open(scene, visit):
    part = scene.part("accepted")
    visit.post(scene.lead, "part-act", part.pk, "reopen", reason="还缺一页")
    assert fresh(part).state == "active"
