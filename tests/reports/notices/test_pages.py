"""The pages of 通报: who sees what, and what is said when something is wrong."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from reports.choices import LetterState
from reports.models import Letter, Notice, NoticeCheck, NoticeSkip
from reports.services.letters import signing
from tests import factories as make
from tests.reports.notices.world import CLEARED, IN_TIME, NoticeScene
from units.choices import Role
from units.models import User

pytestmark = pytest.mark.django_db
GET_PAGES = ("notice", "notice-annex")


@pytest.fixture(autouse=True)
def moved_day():
    with time_machine.travel(IN_TIME, tick=False):
        yield


@pytest.fixture
def go(client):
    """Ask for a page as a seat; `data` makes it a POST."""

    def ask(seat, name, *args, query="", data=None):
        client.force_login(seat.user, "django.contrib.auth.backends.ModelBackend")
        path = reverse(name, args=args) + query
        answer = client.get(path) if data is None else client.post(path, data)
        answer.text_of = b"".join(answer).decode() if answer.streaming else ""
        return answer

    return ask


@pytest.fixture
def sent(scene):
    scene.prompted()
    return scene.checked()


def text(answer):
    return answer.content.decode()


def messages(answer):
    return " ".join(str(message) for message in answer.wsgi_request._messages)


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


class TestMonths:
    def test_a_month_is_compiled_from_the_list(self, go, scene):
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
        assert "1 项，1 个单位" in page

    @pytest.mark.parametrize("period", ["2026-13", "三月", "", "2026-04-01", "1999-01"])
    def test_a_wrong_month_is_said(self, go, scene, period):
        for name in ("notice-compile", "notice-unskip", "notice-skip"):
            answer = go(scene.clerk, name, data={"period": period, "reason": "无"})
            assert answer.url == reverse("notices")
            assert "月份不对" in messages(answer)
        assert not Notice.objects.exists()

    def test_a_month_to_come_is_refused_in_words(self, go, scene):
        answer = go(scene.clerk, "notice-compile", data={"period": "2026-05"})
        assert "还没有开始" in messages(answer)

    def test_a_month_may_have_none(self, go, scene):
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

    def test_without_a_campaign_the_page_says_what_comes_next(self, go, scene):
        scene.campaign.active = False
        scene.campaign.save()
        assert "还没有创建批次" in text(go(scene.clerk, "notices"))
        assert go(scene.clerk, "notice-compile", data={"period": "2026-03"}).status_code == 404


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
        assert "依治办决定不点名" in page
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


class TestTheCheck:
    def test_a_unit_agrees(self, go, scene, sent):
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
    def test_a_wrong_answer_is_told_beside_its_field(self, go, scene, sent, data, words):
        wrong = go(scene.liaison, "notice-check", sent[1].pk, data=data)
        assert wrong.status_code == 400
        assert words in text(wrong)

    def test_an_objection_is_settled_and_the_unit_sees_it(self, go, scene, sent):
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
        assert "提交答复" not in page

    def test_too_late_is_too_late(self, go, scene, sent):
        with time_machine.travel(CLEARED, tick=False):
            page = text(go(scene.liaison, "notice-check", sent[1].pk))
            assert "提交答复" not in page
            answer = go(scene.liaison, "notice-check", sent[1].pk, data={"answer": "agree"})
        assert answer.status_code == 409
        assert "4月1日届满" in text(answer)

    def test_the_link_of_an_old_version_leads_on(self, go, scene, sent):
        scene.compile(IN_TIME)
        newer = NoticeCheck.objects.last()
        answer = go(scene.liaison, "notice-check", sent[1].pk)
        assert answer.url == reverse("notice-check", args=[newer.pk])

    def test_checks_are_sent_from_the_page(self, go, scene):
        scene.prompted()
        notice = scene.compile()
        assert "送 1 个单位核对" in text(go(scene.clerk, "notice", notice.pk))
        answer = go(scene.clerk, "notice-send-checks", notice.pk, data={})
        assert "4月3日前答复" in messages(answer)
        again = go(scene.clerk, "notice-send-checks", notice.pk, data={})
        assert "没有需要送核对的单位" in messages(again)
