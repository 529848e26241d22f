"""The pages of 通报: who sees what, and what is said when something is wrong."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from reports.choices import LetterState
from reports.models import Letter, NoticeSkip
from reports.services.letters import signing
from tests import factories as make
from tests.reports.notices.world import CLEARED, IN_TIME, NoticeScene, messages, text
from units.choices import Role
from units.models import User

pytestmark = pytest.mark.django_db
GET_PAGES = ("notice", "notice-annex")


def words_of(notice, **changed):
    names = ("opening", "overall", "progress", "demands")
    words = {name: notice.narrative[name] for name in names}
    return {"title": notice.letter.title, "version": notice.letter.version, **words, **changed}


class TestWhoSeesWhat:
    def test_a_draft_is_for_the_office_only(self, go, scene, sent):
        notice, _ = sent
        leader = make.seat(scene.county, Role.LEADER)
        inspector = make.seat(scene.county, Role.INSPECTOR)
        far = NoticeScene().clerk
        for name in GET_PAGES:
            for seat in (scene.clerk, scene.chief):
                assert go(seat, name, notice.pk).status_code == 200
            for seat in (scene.liaison, scene.stranger, leader, inspector, far):
                assert go(seat, name, notice.pk).status_code == 404
        assert go(leader, "notice-rows", notice.pk, "overdue").status_code == 404

    def test_once_out_leaders_read_figures_and_units_the_letter(self, go, scene, sent):
        notice, _ = sent
        scene.issue_notice(notice)
        leader = make.seat(scene.county, Role.LEADER)
        page = go(leader, "notice", notice.pk)
        assert page.status_code == 200
        assert "重新取数" not in text(page)
        assert go(leader, "notice-rows", notice.pk, "overdue").status_code == 200
        assert go(scene.liaison, "notice", notice.pk).status_code == 403
        assert go(scene.liaison, "letter", notice.letter_id).status_code == 200
        assert go(scene.teacher, "notice", notice.pk).status_code == 404

    def test_the_list_is_for_the_office(self, go, scene):
        assert go(scene.clerk, "notices").status_code == 200
        for seat in (scene.liaison, make.seat(scene.county, Role.LEADER)):
            assert go(seat, "notices").status_code == 403
        auditor = User.objects.create_user("auditor", None, name="审计", kind="auditor")
        auditor.must_change_password = False
        auditor.save()
        client_seat = type("Seat", (), {"user": auditor})
        assert go(client_seat, "notices").status_code == 403

    @pytest.mark.parametrize(
        ("name", "args"),
        [
            ("notice-edit", ()),
            ("notice-preview", ()),
            ("notice-send-checks", ()),
            ("notice-unnamed", (1,)),
        ],
    )
    def test_acts_are_for_the_office(self, go, scene, sent, name, args):
        notice, _ = sent
        assert go(scene.liaison, name, notice.pk, *args, data={}).status_code == 404
        scene.issue_notice(notice)
        assert go(scene.liaison, name, notice.pk, *args, data={}).status_code == 403
        leader = make.seat(scene.county, Role.LEADER)
        assert go(leader, name, notice.pk, *args, data={}).status_code == 403
        assert go(scene.clerk, name, notice.pk, *args).status_code == 405

    @pytest.mark.parametrize("name", ["notice-compile", "notice-skip", "notice-unskip"])
    def test_months_are_decided_by_the_office(self, go, scene, name):
        answer = go(scene.liaison, name, data={"period": "2026-03", "reason": "无"})
        assert answer.status_code == 403
        assert not NoticeSkip.objects.exists()

    def test_a_check_is_seen_by_its_unit_and_the_office(self, go, scene, sent):
        _, check = sent
        assert go(scene.liaison, "notice-check", check.pk).status_code == 200
        assert go(scene.clerk, "notice-check", check.pk).status_code == 200
        for seat in (scene.stranger, scene.teacher, NoticeScene().clerk):
            assert go(seat, "notice-check", check.pk).status_code == 404
        assert (
            go(scene.clerk, "notice-check", check.pk, data={"answer": "agree"}).status_code == 403
        )
        assert go(scene.liaison, "notice-settle", check.pk, data={}).status_code == 403
        assert go(scene.teacher, "notice-settle", check.pk, data={}).status_code == 404


class TestTheNotice:
    def test_figures_open_their_rows(self, go, scene, sent):
        notice, _ = sent
        page = text(go(scene.clerk, "notice", notice.pk))
        links = re.findall(rf"/notices/{notice.pk}/rows/([a-z_-]+)/\"", page)
        assert {"tasks", "parts", "expected", "overdue", "prompt-year"} <= set(links)
        for name in set(links):
            assert go(scene.clerk, "notice-rows", notice.pk, name).status_code == 200
        assert go(scene.clerk, "notice-rows", notice.pk, "nothing").status_code == 404

    def test_rows_are_frozen_and_say_how_things_stand_now(self, go, scene, sent):
        notice, _ = sent
        part = scene.campaign.assignments.get()
        scene.finish(part, date(2026, 3, 31))
        page = text(go(scene.clerk, "notice-rows", notice.pk, "overdue"))
        assert "逾期 1 项" in page
        assert "待签收" in page
        assert "已办结" in page
        other = go(
            scene.clerk, "notice-rows", notice.pk, "overdue", query=f"?unit={scene.other.pk}"
        )
        assert "没有这样的行" in text(other)
        for query in ("?unit=x", "?unit=99999999999999999999", "?page=x", "?chapter=-1"):
            assert (
                go(scene.clerk, "notice-rows", notice.pk, "parts", query=query).status_code == 200
            )

    def test_words_are_saved_and_seen_on_the_paper(self, go, scene, sent):
        notice, _ = sent
        data = words_of(notice, progress="本月进展平稳。")
        assert "本月进展平稳。" in text(go(scene.clerk, "notice-preview", notice.pk, data=data))
        notice.refresh_from_db()
        assert notice.narrative["progress"] != "本月进展平稳。"
        go(scene.clerk, "notice-edit", notice.pk, data=data)
        assert "<p>本月进展平稳。</p>" in text(go(scene.clerk, "notice", notice.pk))

    def test_what_was_typed_stays_where_something_is_wrong(self, go, scene, sent):
        notice, _ = sent
        data = words_of(notice, title="", overall="我写的一段<b>")
        wrong = go(scene.clerk, "notice-edit", notice.pk, data=data)
        assert wrong.status_code == 400
        assert "请填写标题" in text(wrong)
        assert "我写的一段&lt;b&gt;" in text(wrong)
        towns = go(scene.clerk, "notice-edit", notice.pk, data=words_of(notice, towns="on"))
        assert "请填写同意的领导" in text(towns)
        stale = go(scene.clerk, "notice-edit", notice.pk, data=words_of(notice, version=-1))
        assert stale.status_code == 409
        assert "刚被他人修改" in text(stale)

    def test_a_unit_is_left_unnamed(self, go, scene, sent):
        notice, _ = sent
        data = {"reason": "已书面说明"}
        go(scene.clerk, "notice-unnamed", notice.pk, scene.unit.pk, data=data)
        page = text(go(scene.clerk, "notice", notice.pk))
        assert "依法治县办决定不点名" in page
        assert "已书面说明" in page
        answer = go(scene.clerk, "notice-unnamed", notice.pk, 99999, data=data)
        assert "没有逾期" in messages(answer)
        long = go(
            scene.clerk, "notice-unnamed", notice.pk, scene.unit.pk, data={"reason": "长" * 201}
        )
        assert "最多 200 字" in messages(long)

    def test_an_unfinished_check_is_told_before_it_is_sent(self, go, scene, sent):
        notice, _ = sent
        assert "核对还没有结束" in text(go(scene.clerk, "notice", notice.pk))
        with time_machine.travel(CLEARED, tick=False):
            page = text(go(scene.clerk, "notice", notice.pk))
        assert "核对还没有结束" not in page
        assert "期满未答复" in page

    def test_it_goes_the_way_of_every_letter_and_comes_back_here(self, go, scene, sent):
        notice, _ = sent
        here = reverse("notice", args=[notice.pk])
        acts = (
            (scene.clerk, "letter-check-send", LetterState.FOR_SIGNATURE),
            (scene.chief, "letter-sign", LetterState.SIGNED),
            (scene.clerk, "letter-issue", LetterState.ISSUED),
        )
        for seat, name, state in acts:
            answer = go(seat, name, notice.letter_id, data={})
            assert go(seat, "letter", notice.letter_id).url == here
            assert answer.status_code == 302
            assert Letter.objects.get(pk=notice.letter_id).state == state
            page = go(seat, "notice", notice.pk)
            assert page.status_code == 200
        assert "示委法治办〔2026〕1号" in text(page)
        assert "已冻结" in text(page)
        assert go(scene.clerk, "notice-annex", notice.pk).status_code == 302
        received = go(scene.liaison, "letter-receive", notice.letter_id, data={})
        assert received.status_code == 302
        assert "1/1 个单位已签收" in text(go(scene.clerk, "notice", notice.pk))

    def test_only_the_chief_is_offered_to_sign(self, go, scene, sent):
        notice, _ = sent
        scene.send(notice, IN_TIME)
        sign = reverse("letter-sign", args=[notice.letter_id])
        assert sign in text(go(scene.chief, "notice", notice.pk))
        assert sign not in text(go(scene.clerk, "notice", notice.pk))
        signing.reject(notice.letter_id, actor=scene.chief, now=IN_TIME, reason="表格有误")
        assert "退稿意见：表格有误" in text(go(scene.clerk, "notice", notice.pk))

    def test_an_old_version_is_for_reading(self, go, scene, sent):
        old, _ = sent
        new = scene.compile(IN_TIME)
        page = text(go(scene.clerk, "notice", old.pk))
        assert reverse("notice", args=[new.pk]) in page
        assert "保存文字" not in page


def test_the_days_to_object_are_those_of_the_settings(scene, go):
    scene.prompted()
    scene.head.check_workdays = 4
    scene.head.save()
    notice = scene.compile()
    page = text(go(scene.clerk, "notice", notice.pk))
    assert "单位有 4 个工作日提出异议" in page
