"""通报 by month: compile one, or say why there is none."""

import pytest
from django.urls import reverse

from reports.models import Notice, NoticeSkip
from tests.reports.notices.world import IN_TIME, messages, text

pytestmark = pytest.mark.django_db


def test_a_month_is_compiled_from_the_list(go, scene):
    scene.late()
    page = text(go(scene.clerk, "notices"))
    assert "编制本月通报" in page
    assert "2026年3月" in page
    answer = go(scene.clerk, "notice-compile", data={"period": "2026-03"})
    notice = Notice.objects.get()
    assert answer.url == reverse("notice", args=[notice.pk])
    assert notice.as_of == IN_TIME
    page = text(go(scene.clerk, "notices"))
    assert "起草中" in page
    assert "1 项" in page


def test_a_month_long_past_is_compiled_with_a_warning(go, scene):
    assert "早已结束" not in messages(go(scene.clerk, "notice-compile", data={"period": "2026-03"}))
    assert "早已结束" in messages(go(scene.clerk, "notice-compile", data={"period": "2026-01"}))


@pytest.mark.parametrize("period", ["2026-13", "三月", "", "2026-04-01", "1999-01"])
def test_a_wrong_month_is_said(go, scene, period):
    for name in ("notice-compile", "notice-unskip", "notice-skip"):
        answer = go(scene.clerk, name, data={"period": period, "reason": "无"})
        assert answer.url == reverse("notices")
        assert "月份不对" in messages(answer)
    assert not Notice.objects.exists()


def test_a_month_to_come_is_refused_in_words(go, scene):
    answer = go(scene.clerk, "notice-compile", data={"period": "2026-05"})
    assert "还没有开始" in messages(answer)


def test_a_month_may_have_none(go, scene):
    assert go(scene.clerk, "notice-skip", query="?period=2026-03").status_code == 200
    empty = go(scene.clerk, "notice-skip", data={"period": "2026-03", "reason": " "})
    assert empty.status_code == 400
    assert "请填写原因" in text(empty)
    go(scene.clerk, "notice-skip", data={"period": "2026-03", "reason": "并入季度通报"})
    page = text(go(scene.clerk, "notices"))
    assert "本月不通报" in page
    assert "并入季度通报" in page
    refused = go(scene.clerk, "notice-compile", data={"period": "2026-03"})
    assert "不通报" in messages(refused)
    go(scene.clerk, "notice-unskip", data={"period": "2026-03"})
    assert not NoticeSkip.objects.exists()


def test_without_a_campaign_the_page_says_what_comes_next(go, scene):
    scene.campaign.active = False
    scene.campaign.save()
    assert "还没有创建批次" in text(go(scene.clerk, "notices"))
    assert go(scene.clerk, "notice-compile", data={"period": "2026-03"}).status_code == 404
