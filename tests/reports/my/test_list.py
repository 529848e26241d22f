"""本单位任务: the parts of one's units, what came back first, what is missing said."""

from datetime import date

import pytest

from tasks.services import workflow
from tests import factories as f
from tests.reports.visiting import several_tasks
from tests.tasks.workflow.scene import NOW


def cards(answer, group="doing"):
    return [card.part for card in getattr(answer.context["page"], group)]


def test_returned_first_then_by_urgency(scene, visit):
    late = scene.issued(due_on=f.DAY)[1]
    fine = scene.issued(due_on=date(2026, 6, 30))[1]
    returned = scene.part("returned")
    visit.now = f.at(f.DAY.replace(day=4))
    answer = visit.get(scene.owner, "my")
    assert cards(answer) == [returned, late, fine]
    assert "还有 3 件要办，先补正退回的 1 件" in answer.text_
    assert "未盖章" in answer.text_
    assert "补正并重新报送" in answer.text_


def test_groups(scene, visit):
    made = {state: scene.part(state) for state in ("pending", "submitted", "accepted", "suspended")}
    scene.part("cancelled")
    scene.part("draft")
    answer = visit.get(scene.owner, "my")
    assert cards(answer) == [made["pending"]]
    assert set(cards(answer, "waiting")) == {made["submitted"], made["suspended"]}
    assert cards(answer, "done") == [made["accepted"]]
    assert made["accepted"].task.title not in answer.text_
    assert made["accepted"].task.title in visit.get(scene.owner, "my", show="done").text_


def test_other_units_parts_are_not_here(scene, visit):
    lead, part, support = scene.issued()
    assert cards(visit.get(scene.lead, "my")) == [lead]
    assert cards(visit.get(scene.colleague, "my")) == [part]
    assert cards(visit.get(scene.support, "my")) == [support]
    assert "还没有交办给本单位的任务" in visit.get(scene.stranger, "my").text_


def test_a_lead_is_told_what_waits_for_its_review(scene, visit):
    scene.part("submitted")
    assert "待审核" in visit.get(scene.lead, "my").text_
    assert visit.get(scene.lead, "my").context["page"].to_review == 1
    assert visit.get(scene.owner, "my").context["page"].to_review == 0


def test_missing_material_stands_on_the_card_of_the_lead(scene, visit):
    lead = scene.issued()[0]
    f.material(lead.task, "评查通报")
    assert "还缺：评查通报" in visit.get(scene.lead, "my").text_
    assert "评查通报" not in visit.get(scene.owner, "my").text_


def test_what_another_unit_has_to_mend_is_missing_again(scene, visit):
    lead, part, _ = scene.issued()
    material = f.material(lead.task, "评查通报")
    scene.act("submit", part, scene.owner, proofs=[(f.evidence(scene.owner), material)])
    assert "还缺" not in visit.get(scene.lead, "my").text_
    scene.act("ask_more", part, scene.lead)
    assert "还缺：评查通报" in visit.get(scene.lead, "my").text_


def test_what_came_back_to_the_lead_itself_need_not_be_brought_again(scene, visit):
    lead = scene.issued()[0]
    material = f.material(lead.task, "评查通报")
    scene.act("submit", lead, scene.lead, proofs=[(f.evidence(scene.lead), material)])
    scene.act("return", lead, scene.office)
    assert "还缺" not in visit.get(scene.lead, "my").text_


def test_two_led_parts_of_one_task_each_say_what_is_missing(scene, visit):
    scene.other_unit.same_body = scene.lead_unit
    scene.other_unit.save()
    parts = scene.draft()
    parts.append(f.part(parts[0].task, scene.other_unit, role="lead", rank=4))
    workflow.issue([p.pk for p in parts], actor=scene.office, now=NOW, words="交办")
    f.material(parts[0].task, "评查通报")
    page = visit.get(scene.lead, "my").context["page"]
    assert [card.missing for card in page.doing] == [["评查通报"]] * 2


def test_units_of_one_body_share_one_page(scene, visit):
    scene.support_unit.same_body = scene.unit
    scene.support_unit.save()
    _, part, support = scene.issued()
    assert set(cards(visit.get(scene.owner, "my"))) == {part, support}


@pytest.mark.parametrize("who", ["office", "leader", "expert", "inspector"])
def test_for_units_alone(scene, visit, who):
    visit.get(getattr(scene, who), "my", status=403)


def test_queries_do_not_grow_with_cards(scene, queries):
    scene.part("returned")
    several_tasks(scene, 1)
    few = queries(scene.owner, "my")
    scene.part("returned")
    several_tasks(scene, 5)
    assert queries(scene.owner, "my") == few
