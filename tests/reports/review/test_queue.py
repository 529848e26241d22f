"""审核: what waits for whom, oldest first, our own limit in red."""

from datetime import date, timedelta

import pytest

from indicators.services import removal
from tests import factories as f
from tests.tasks.workflow.scene import LATER, fresh


def handed_in(scene, now=LATER, *, led=False):
    part = scene.part("active", led=led)
    return scene.act("submit", part, scene.owner if led else scene.lead, now=now)


def queue(visit, seat, part):
    return visit.get(seat, "review-part", part.pk).context["queue"]


def test_straight_to_the_oldest(scene, visit):
    new = handed_in(scene)
    old = handed_in(scene, LATER - timedelta(hours=1))
    assert visit.get(scene.office, "review", status=302).url == f"/review/{old.pk}/"
    assert [row.part for row in queue(visit, scene.office, new).own] == [old, new]


def test_parts_that_answer_to_a_lead_come_after(scene, visit):
    led, own = handed_in(scene, led=True), handed_in(scene)
    shown = queue(visit, scene.office, own)
    assert [row.part for row in shown.own] == [own]
    assert [row.part for row in shown.in_place] == [led]
    assert [row.part for row in queue(visit, scene.lead, led).own] == [led]


def test_ones_own_come_before_what_waits_for_a_lead(scene, visit):
    first, second, led = handed_in(scene), handed_in(scene), handed_in(scene, led=True)
    shown = queue(visit, scene.office, second)
    assert shown.next_after(first.pk) == second.pk
    assert shown.next_after(second.pk) == first.pk, "passed over, but one's own"
    assert shown.next_after(led.pk) == first.pk
    scene.act("accept", first, scene.office)
    assert queue(visit, scene.office, second).next_after(second.pk) == led.pk


def test_what_was_registered_for_a_unit_says_when_and_how_it_came(scene, visit):
    part = scene.part("active", led=False)
    visit.now = f.at(date(2026, 3, 5))
    needs = {"received_on": date(2026, 3, 3), "received_from": "微信照片 3 张"}
    part = scene.act("submit", part, scene.office, now=visit.now, **needs)
    page = visit.get(scene.office_head, "review-part", part.pk)
    (row,) = page.context["queue"].own
    assert row.on_behalf == "代为登记，3月3日收到，来源：微信照片 3 张"
    assert page.text_.count("微信照片 3 张") >= 2
    assert queue(visit, scene.office, handed_in(scene)).own[0].on_behalf == ""


def test_what_was_handed_in_stands_before_what_was_asked(scene, visit):
    lead = scene.issued(requirement="长" * 500)[0]
    proofs = [(f.evidence(scene.lead, "很长的文件名" * 13), None), (f.evidence(scene.lead), None)]
    scene.act("submit", lead, scene.lead, text="已评查", proofs=proofs)
    page = visit.get(scene.office, "review-part", lead.pk).text_
    assert page.index("已评查") < page.index("长" * 500)
    assert "data-requirement>" in page, "long: folded"
    assert "材料 2 份" in page
    assert f'title="{"很长的文件名" * 13}"' in page


def test_a_proof_that_was_removed_was_not_brought(scene, visit):
    lead = scene.issued()[0]
    report, other = f.material(lead.task, "年度报告"), f.material(lead.task, "会议纪要")
    wrong, right = f.evidence(scene.lead, "错传的报告"), f.evidence(scene.lead, "纪要")
    scene.act("submit", lead, scene.lead, proofs=[(wrong, report), (right, other)])
    removal.ask_removal(actor=scene.lead, evidence=wrong, reason="传错", now=LATER)
    removal.confirm_removal(actor=scene.office, evidence=wrong, now=LATER)
    page = visit.get(scene.office, "review-part", lead.pk)
    assert page.context["page"].materials == [(report, 0), (other, 1)]
    assert "材料 1 份（另有 1 份已移除或申请移除）" in page.text_
    assert "错传的报告" not in page.text_
    task = visit.get(scene.office, "task", lead.task_id).context["page"]
    assert [(row.row, row.lacking, len(row.proofs)) for row in task.materials] == [
        (report, True, 0),
        (other, False, 1),
    ]
    assert task.proof_count == 1
    assert "已移除" in visit.get(scene.office, "task-part", lead.task_id, lead.pk).text_


def test_nothing_waits(scene, visit):
    assert "没有待审核的报送" in visit.get(scene.office, "review").text_
    assert "没有待审核的报送" in visit.get(scene.owner, "review").text_


def test_our_own_limit_turns_red(scene, visit):
    part = handed_in(scene)
    visit.now = f.at(f.DAY.replace(day=4))
    assert "1 个工作日内审" in visit.get(scene.office, "review-part", part.pk).text_
    visit.now = f.at(f.DAY.replace(day=6))
    answer = visit.get(scene.office, "review-part", part.pk)
    assert answer.context["queue"].over == 1
    assert "超 1 个工作日" in answer.text_


@pytest.mark.parametrize("who", ["leader", "expert", "inspector"])
def test_others_do_not_review(scene, visit, who):
    part = handed_in(scene)
    visit.get(getattr(scene, who), "review", status=403)
    visit.get(getattr(scene, who), "review-part", part.pk, status=403)


def test_out_of_sight_is_not_found_and_ones_own_is_forbidden(scene, visit):
    part = handed_in(scene, led=True)
    visit.get(scene.stranger, "review-part", part.pk, status=404)
    visit.get(scene.foreign_office, "review-part", part.pk, status=404)
    visit.get(scene.owner, "review-part", part.pk, status=403)


def test_to_be_shown_a_hand_in_is_not_yet_to_review_it(scene, visit):
    part = handed_in(scene, led=True)
    page = visit.get(scene.lead, "review-part", part.pk).text_
    assert "开始审核" in page
    assert 'hx-trigger="load"' not in page.split("材料预览")[1].split("报送内容和审核")[1]
    visit.post(scene.owner, "part-act", part.pk, "withdraw")
    assert fresh(part).state == "active"


def test_who_begins_stops_the_withdrawal(scene, visit):
    part = handed_in(scene, led=True)
    assert visit.post(scene.lead, "review-begin", part.pk).url == f"/review/{part.pk}/"
    assert "审核中" in visit.get(scene.lead, "review-part", part.pk).text_
    assert fresh(part).submissions.get().review_began_at == LATER
    answer = visit.post(scene.owner, "part-act", part.pk, "withdraw", status=400)
    assert "审核已经开始" in answer.text_
    visit.post(scene.owner, "review-begin", part.pk, status=403)
    visit.get(scene.lead, "review-begin", part.pk, status=405)


def test_queries_do_not_grow_with_the_queue(scene, queries):
    part = handed_in(scene)
    few = queries(scene.office, "review-part", part.pk)
    for _ in range(4):
        handed_in(scene)
        handed_in(scene, led=True)
    assert queries(scene.office, "review-part", part.pk) == few


def test_text_material_and_proof_stand_together(scene, visit):
    lead = scene.issued(requirement="评查不少于一次")[0]
    material = f.material(lead.task, "评查通报")
    f.material(lead.task, "评查方案")
    proof = f.evidence(scene.lead, "通报原件")
    scene.act(
        "submit",
        lead,
        scene.lead,
        text="已评查十一卷",
        gap_note="方案月底补",
        proofs=[(proof, material)],
    )
    answer = visit.get(scene.office, "review-part", lead.pk)
    for words in ("评查不少于一次", "已评查十一卷", "方案月底补", "通报原件", "县水利局"):
        assert words in answer.text_
    page = answer.context["page"]
    assert [(row.title, count) for row, count in page.materials] == [
        ("评查通报", 1),
        ("评查方案", 0),
    ]
    shown = visit.get(scene.office, "review-part", lead.pk, proof=str(proof.pk))
    assert shown.context["shown"].evidence == proof
    visit.get(scene.office, "review-part", lead.pk, proof="nonsense")


def test_yesterday_is_not_called_today(scene, visit):
    part = handed_in(scene, f.at(date(2026, 3, 6)))
    for day, said in ((6, "今天报送"), (8, "不足 1 个工作日"), (9, "1 个工作日")):
        visit.now = f.at(date(2026, 3, day), 18)
        (row,) = queue(visit, scene.office, part).own
        assert row.waited_words == said
