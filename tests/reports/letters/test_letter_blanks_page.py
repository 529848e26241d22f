"""Words in 【】 on the page of one letter: refused when saved, marked where they wait for a fact."""

from datetime import date

import pytest

from reports.services.letters import drafting
from tests.factories import at
from tests.reports.letters.test_letter_page import act, page_of, words

pytestmark = pytest.mark.django_db


def test_a_broken_blank_is_refused_beside_its_field(scene, clerk):
    letter = scene.handover()
    for wrong, said in (
        ({"demands": "请于【限期】前办理"}, "“【限期】”不能用在交办函中"),
        ({"opening": "请办理【几项任务"}, "“【几项任务”处的【】不成对"),
        ({"title": "关于【年度】年任务的函"}, "“【年度】”在这里不会自动填写"),
        ({"title": "关于任务"}, "标题缺少文种"),
    ):
        text = clerk.post(act(letter, "edit"), status=400, **words(letter, **wrong)).text_
        assert f'id="id_{next(iter(wrong))}_error"' in text
        assert said in text
        assert next(iter(wrong.values())) in text
    letter.refresh_from_db()
    assert letter.version == 0


def test_what_a_draft_still_lacks_is_marked_on_its_paper(scene, clerk):
    part = scene.owed(due_on=date(2026, 3, 4))
    letter = drafting.draft_letter("prompt", scene.unit, [part], actor=scene.clerk, now=at())
    text = clerk.get(page_of(letter)).text_
    assert '请于<span class="blank">【限期】</span>前报送' in text
    assert "可用的填写项：【单位】【年度】【方案】" in text
    clerk.post(
        act(letter, "edit"), **words(letter, answer_by="2026-03-20", demands="请于【限期】前。")
    )
    assert "请于2026年3月20日前。" in clerk.get(page_of(letter)).text_
