"""The page on which a unit confirms the facts about itself, or objects."""

import pytest
import time_machine
from django.urls import reverse

from reports.models import NoticeCheck
from tests.reports.notices.world import CLEARED, IN_TIME, messages, text

pytestmark = pytest.mark.django_db


def test_a_unit_agrees(go, scene, sent):
    _, check = sent
    page = text(go(scene.liaison, "notice-check", check.pk))
    assert "2026年4月1日(周三)前答复" in page
    assert "逾期 14 个工作日" in page
    answer = go(scene.liaison, "notice-check", check.pk, data={"answer": "agree"})
    assert answer.status_code == 302
    assert "核对无误" in text(go(scene.clerk, "notice", check.notice_id))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "请选择核对结果"),
        ({"answer": "maybe"}, "请选择核对结果"),
        ({"answer": "object", "words": " "}, "请写明异议内容"),
        ({"answer": "object", "words": "长" * 2001}, "最多 2000 字"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field(go, scene, sent, data, words):
    wrong = go(scene.liaison, "notice-check", sent[1].pk, data=data)
    assert wrong.status_code == 400
    assert words in text(wrong)


def test_an_objection_is_settled_and_the_unit_sees_it(go, scene, sent):
    notice, check = sent
    data = {"answer": "object", "words": "3月9日已送<纸质件>"}
    go(scene.liaison, "notice-check", check.pk, data=data)
    page = text(go(scene.clerk, "notice", notice.pk))
    assert "3月9日已送&lt;纸质件&gt;" in page
    half = go(scene.clerk, "notice-settle", check.pk, data={f"check{check.pk}-upheld": "no"})
    assert half.status_code == 400
    assert "请填写处理情况" in text(half)
    whole = {f"check{check.pk}-upheld": "no", f"check{check.pk}-note": "未见签收"}
    assert go(scene.clerk, "notice-settle", check.pk, data=whole).status_code == 302
    page = text(go(scene.liaison, "notice-check", check.pk))
    assert "不采纳" in page
    assert "未见签收" in page
    assert "答复</button>" not in page


def test_too_late_is_too_late(go, scene, sent):
    with time_machine.travel(CLEARED, tick=False):
        page = text(go(scene.liaison, "notice-check", sent[1].pk))
        assert "答复</button>" not in page
        answer = go(scene.liaison, "notice-check", sent[1].pk, data={"answer": "agree"})
    assert answer.status_code == 409
    assert "4月1日届满" in text(answer)


def test_the_link_of_an_old_version_leads_on(go, scene, sent):
    scene.compile(IN_TIME)
    newer = NoticeCheck.objects.last()
    answer = go(scene.liaison, "notice-check", sent[1].pk)
    assert answer.url == reverse("notice-check", args=[newer.pk])


def test_checks_are_sent_from_the_page(go, scene):
    scene.prompted()
    notice = scene.compile()
    assert "送 1 个单位核对" in text(go(scene.clerk, "notice", notice.pk))
    answer = go(scene.clerk, "notice-send-checks", notice.pk, data={})
    assert "4月3日前答复" in messages(answer)
    again = go(scene.clerk, "notice-send-checks", notice.pk, data={})
    assert "没有需要送核对的单位" in messages(again)
