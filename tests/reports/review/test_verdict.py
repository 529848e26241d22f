"""审核通过, 退回修改, 请补充: the next one follows, a refusal keeps what was written."""

import re
from datetime import date

import pytest

from indicators.models import IndicatorProof
from reports.figures.sets import Moment
from reports.pages.review import review_page
from tests import factories as f
from tests.reports.visiting import beside, on_top
from tests.tasks.workflow.scene import fresh
from units.errors import Conflict
from units.models import Membership
from units.workdays import Calendar


def judge(visit, seat, part, verdict, status=302, **fields):
    return visit.post(seat, "review-part", part.pk, status=status, verdict=verdict, **fields)


def test_accept_goes_on_to_the_next(scene, visit):
    part, after = scene.part("submitted", led=False), scene.part("submitted", led=False)
    answer = judge(visit, scene.office, part, "accept", note="材料完整")
    assert answer.url == f"/review/{after.pk}/"
    assert fresh(part).state == "accepted"
    assert fresh(part).submissions.get().review_note == "材料完整"
    assert judge(visit, scene.office, after, "accept").url == "/review/"


def test_return_with_reasons_and_a_date(scene, visit):
    part = scene.part("submitted", led=False)
    page = visit.get(scene.office, "review-part", part.pk)
    assert "未盖章" in page.text_
    assert 'value="2026-03-31"' in page.text_, "who hands in early keeps the date in force"
    assert "不早于现行时限2026年3月31日" in page.text_
    judge(
        visit,
        scene.office,
        part,
        "return",
        reasons=["no_seal", "page_missing"],
        note="第 3 页不清",
        redo_by="2026-04-02",
    )
    part = fresh(part)
    assert (part.state, part.return_count, part.due_on) == ("returned", 1, date(2026, 4, 2))
    shown = visit.get(scene.lead, "my-part", part.pk).text_
    assert "未盖章" in shown
    assert "第 3 页不清" in shown


def test_near_the_date_three_workdays_are_proposed_and_taken(scene, visit):
    part = scene.part("submitted", led=False)
    visit.now = f.at(date(2026, 3, 30))
    page = visit.get(scene.office, "review-part", part.pk)
    assert 'value="2026-04-02"' in page.text_
    judge(visit, scene.office, part, "return", note="请附会议照片")
    assert fresh(part).due_on == date(2026, 4, 2)


def test_words_alone_are_reason_enough(scene, visit):
    part = scene.part("submitted", led=False)
    judge(visit, scene.office, part, "return", note="请附会议照片")
    assert fresh(part).submissions.get().reasons == ["other"]


def test_a_lead_asks_for_more_and_accepts(scene, visit):
    part = scene.part("submitted")
    page = visit.get(scene.lead, "review-part", part.pk).text_
    assert 'value="ask_more"' in page
    assert 'value="return"' not in page
    judge(visit, scene.lead, part, "ask_more", reasons=["unclear"])
    assert (fresh(part).state, fresh(part).return_count) == ("returned", 0)
    other = scene.part("submitted")
    judge(visit, scene.lead, other, "accept")
    assert fresh(other).state == "accepted"


def test_the_office_in_a_leads_place_with_a_reason(scene, visit):
    part = scene.part("submitted")
    answer = judge(visit, scene.office, part, "accept", status=400, note="意见甲")
    beside(answer, "in_place_reason", "请填写代县司法局审核的原因", typed="意见甲")
    judge(visit, scene.office, part, "accept", in_place_reason="牵头单位来不及")
    assert fresh(part).state == "accepted"


@pytest.mark.parametrize(
    ("fields", "field", "typed"),
    [
        ({}, "reasons", ""),
        ({"reasons": ["other"]}, "note", ""),
        ({"reasons": ["nonsense"], "note": "意见甲"}, "reasons", "意见甲"),
        ({"reasons": ["no_seal"], "redo_by": "2026-03-01", "note": "意见甲"}, "redo_by", "意见甲"),
        ({"reasons": ["no_seal"], "redo_by": "周五", "note": "意见甲"}, "redo_by", "意见甲"),
        ({"reasons": ["no_seal"], "redo_by": "2026-03-09"}, "redo_by", ""),
        ({"reasons": ["year_missing"], "note": "意见甲"}, "note", "意见甲"),
        ({"note": "字" * 2001}, "note", "字字"),
    ],
)
def test_a_return_is_refused_beside_its_field(scene, visit, fields, field, typed):
    part = scene.part("submitted", led=False)
    answer = judge(visit, scene.office, part, "return", status=400, **fields)
    beside(answer, field, "", typed=typed)
    assert fresh(part).state == "submitted"
    for code in fields.get("reasons", []):
        if code != "nonsense":
            assert re.search(rf'value="{code}"[^>]*checked', answer.text_)


@pytest.mark.parametrize("verdict", ["", "destroy", "submit"])
def test_an_unknown_verdict(scene, visit, verdict):
    part = scene.part("submitted", led=False)
    on_top(judge(visit, scene.office, part, verdict, status=400, note="意见甲"), "请选择")
    assert fresh(part).state == "submitted"


def test_who_comes_late_is_told_how_it_stands(scene, visit):
    part = scene.part("submitted", led=False)
    scene.act("accept", part, scene.office_head)
    given = {"reasons": ["no_seal"], "note": "第 3 页看不清"}
    answer = judge(visit, scene.office, part, "return", status=409, **given)
    assert "没有送出" in answer.text_
    assert "第 3 页看不清" in answer.text_
    assert "未盖章" in answer.text_
    assert "审核通过" in answer.text_
    assert "已办结" in answer.text_
    assert visit.get(scene.office, "review-part", part.pk).text_.count("不在待审核之列") == 1


def test_a_stale_page_keeps_the_words(scene, visit):
    part = scene.part("submitted", led=False)
    answer = judge(
        visit,
        scene.office,
        part,
        "return",
        status=409,
        note="意见甲",
        expected_version=part.version - 1,
    )
    on_top(answer, "请刷新", typed="意见甲")


def test_a_lead_does_not_return_nor_the_office_ask_more(scene, visit):
    part = scene.part("submitted")
    judge(visit, scene.lead, part, "return", status=403, reasons=["no_seal"])
    judge(visit, scene.office, part, "ask_more", status=403, reasons=["no_seal"])


class TestOneBody:
    """县司法局 and 依法治县办 are one body: who handed in does not review."""

    @pytest.fixture
    def both(self, scene):
        scene.lead_unit.same_body = scene.county.office
        scene.lead_unit.save()
        return f.seat(scene.county, "office_clerk", user=scene.lead.user)

    def test_who_handed_in_cannot_accept(self, scene, visit, both):
        part = scene.part("submitted", led=False)
        judge(visit, both, part, "accept", status=403)
        judge(visit, scene.office, part, "accept")
        assert fresh(part).state == "accepted"

    def test_it_is_shown_as_self_review_if_nobody_else_exists(self, scene, visit):
        part = scene.part("active", led=False)
        part = scene.act("submit", part, scene.office)
        Membership.objects.filter(pk=scene.office_head.membership.pk).update(until=date(2026, 1, 1))
        assert "自审" in visit.get(scene.office, "review-part", part.pk).text_
        judge(visit, scene.office, part, "accept")
        assert "自审" in visit.get(scene.office, "task-part", part.task_id, part.pk).text_


def test_accepted_proof_counts_for_the_indicator(scene, visit):
    part = scene.part("active", led=False)
    leaf = scene.campaign.system.indicators.get(level=3)
    part.task.indicators.add(leaf)
    scene.act("submit", part, scene.lead, proofs=[(f.evidence(scene.lead), None)])
    judge(visit, scene.office, part, "accept")
    assert IndicatorProof.objects.get().indicator == leaf


def test_taken_back_while_the_page_is_made_is_a_conflict_not_an_error(scene):
    part = scene.part("submitted", led=False)
    scene.act("withdraw", part, scene.lead)
    moment = Moment(f.DAY, Calendar(), 5)
    with pytest.raises(Conflict, match="撤回"):
        review_page(part, scene.office, moment, now=f.at())
