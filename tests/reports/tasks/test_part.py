"""One part: hand-ins, notes, text to copy, and the actions of whoever looks."""

import pytest

from tasks.services.workflow import begin_review
from tests import factories as f
from tests.reports.visiting import elsewhere
from tests.tasks.workflow.scene import LATER


def actions(answer):
    return {row.action for row in answer.context["actions"]}


@pytest.fixture
def part(scene):
    part = scene.part("active")
    return scene.act(
        "submit", part, scene.owner, text="已评查十一卷", proofs=[(f.evidence(scene.owner), None)]
    )


@pytest.mark.parametrize("who", ["office", "leader", "lead", "owner", "colleague"])
def test_readers_see_what_was_handed_in(scene, visit, part, who):
    answer = visit.get(getattr(scene, who), "task-part", part.task_id, part.pk)
    assert "已评查十一卷" in answer.text_
    assert "工作总结" in answer.text_


def test_what_was_taken_back_is_named_but_not_opened(scene, visit):
    part, wrong = scene.part("active"), f.evidence(scene.owner, "错传的纪要")
    scene.act("submit", part, scene.office, proofs=[(wrong, None)])
    scene.act("withdraw", part, scene.owner)
    page = visit.get(scene.lead, "task-part", part.task_id, part.pk).text_
    assert "错传的纪要" in page
    assert f"/evidence/{wrong.pk}/" not in page
    assert "错传的纪要" not in visit.get(scene.lead, "task", part.task_id).text_


@pytest.mark.parametrize("who", ["support", "stranger", "expert", "foreign_office"])
def test_others_do_not_find_it(scene, visit, part, who):
    visit.get(getattr(scene, who), "task-part", part.task_id, part.pk, status=404)


def test_not_found_under_another_task_or_county(scene, visit, part):
    other = scene.issued()[0].task_id
    visit.get(scene.office, "task-part", other, part.pk, status=404)
    foreign = elsewhere(scene)
    visit.get(scene.office, "task-part", foreign.task_id, foreign.pk, status=404)


@pytest.mark.parametrize(
    ("who", "offered", "review"),
    [
        ("office", {"reassign", "suspend", "cancel"}, True),
        ("lead", set(), True),
        ("owner", {"withdraw"}, False),
        ("leader", set(), False),
    ],
)
def test_buttons_are_the_actions_of_the_seat(scene, visit, part, who, offered, review):
    answer = visit.get(getattr(scene, who), "task-part", part.task_id, part.pk)
    assert actions(answer) == offered
    assert ("去审核" in answer.text_) == review


def test_the_office_registers_on_behalf_and_copies_a_text(scene, visit):
    part = scene.part("active")
    answer = visit.get(scene.office, "task-part", part.task_id, part.pk)
    assert "代为登记" in answer.text_
    assert "请勿在群内发送涉密和内部文件" in answer.text_
    leader = visit.get(scene.leader, "task-part", part.task_id, part.pk)
    assert "请勿在群内发送涉密和内部文件" not in leader.text_


def test_contact_notes_are_for_office_and_leader(scene, visit, part):
    visit.post(scene.office, "contact", part.pk, method="phone", person="王敏", answer="下周一报")
    for who, seen in [("office", True), ("leader", True), ("owner", False), ("lead", False)]:
        answer = visit.get(getattr(scene, who), "task-part", part.task_id, part.pk)
        notes = list(answer.context["notes"])
        assert bool(notes) == seen, who


def test_queries_do_not_grow_with_hand_ins(scene, queries, part):
    few = queries(scene.office, "task-part", part.task_id, part.pk)
    for _ in range(4):
        part = scene.act("ask_more", part, scene.lead)
        proofs = [(f.evidence(scene.owner), None)]
        part = scene.act("submit", part, scene.owner, proofs=proofs)
    assert queries(scene.office, "task-part", part.task_id, part.pk) == few


def test_nothing_is_taken_back_once_the_review_has_begun(scene, visit, part):
    begin_review(part.pk, actor=scene.lead, now=LATER)
    assert actions(visit.get(scene.owner, "task-part", part.task_id, part.pk)) == set()
    mine = visit.get(scene.owner, "my-part", part.pk)
    assert "withdraw" not in {row.action for row in mine.context["page"].actions}
    assert "审核已经开始" in mine.text_


def test_who_registered_it_is_not_sent_to_review_it(scene, visit):
    part = scene.part("active", led=False)
    part = scene.act("submit", part, scene.office)
    address = f"/review/{part.pk}/"
    assert address not in visit.get(scene.office, "task-part", part.task_id, part.pk).text_
    assert address in visit.get(scene.office_head, "task-part", part.task_id, part.pk).text_
