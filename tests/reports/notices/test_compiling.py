"""取数: facts are frozen, a new compile is a new version, and what people did is kept."""

from datetime import date

import pytest

from reports.choices import LetterState
from reports.docx import render
from reports.models import Letter, Notice
from reports.services.letters import issuing, signing
from reports.services.letters.building import shown, snapshot_of
from reports.services.letters.drafting import Consent
from reports.services.notices import editing, skipping
from reports.services.notices.compiling import receivers
from tests import factories as make
from tests.reports.notices.world import CLEARED, COMPILED, IN_TIME, MARCH, text_of
from units.choices import Relation
from units.clock import moment
from units.errors import Conflict, Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_a_first_compile_is_a_draft_with_the_figures_of_its_moment(scene):
    part = scene.late()
    notice = scene.compile()
    assert (notice.draft_version, notice.as_of, notice.period) == (1, COMPILED, MARCH)
    assert notice.letter.state == LetterState.DRAFT
    assert notice.figures["total"]["overdue"] == 1
    fact = notice.figures["late"][0]
    assert (fact["unit"], fact["task_title"]) == ("县司法局", part.task.title)
    assert (fact["due_on"], fact["days_late"], fact["state"]) == ("2026-03-10", 14, "待签收")
    assert "截至2026年3月30日17时" in notice.narrative["opening"].replace("数据", "")


def test_what_was_frozen_at_sending_does_not_follow_later_changes(scene):
    part = scene.prompted(title="制定法治宣传计划")
    notice, _ = scene.checked()
    letter = scene.send(notice)
    before = text_of(render(shown(letter, today=date(2026, 4, 2))))
    assert "制定法治宣传计划" in before
    assert shown(letter, today=date(2026, 4, 2)).printed_on is None
    part.task.title = "改过的任务"
    part.task.save()
    scene.unit.short = "改过的单位"
    scene.unit.save()
    scene.finish(part, date(2026, 4, 2))
    letter = Letter.objects.get(pk=letter.pk)
    assert text_of(render(shown(letter, today=date(2026, 4, 3)))) == before
    signing.sign(letter.pk, actor=scene.chief, now=moment(date(2026, 4, 3), 9))
    out = issuing.issue(letter.pk, actor=scene.clerk, now=moment(date(2026, 4, 3), 10))
    printed = text_of(render(shown(out, today=date(2026, 5, 1))))
    assert "“制定法治宣传计划”" in printed
    assert "县司法局" in printed
    assert "改过的" not in printed
    event = part.events.filter(action="letter").latest("id")  # after that of the 提示函
    assert event.words == f"工作进展情况通报“{out.title}”（{out.number_text}）"
    assert Notice.objects.get(pk=notice.pk).figures == notice.figures


def test_figures_of_a_draft_do_not_follow_later_changes_either(scene):
    part = scene.late()
    notice = scene.compile()
    scene.finish(part, date(2026, 3, 31))
    notice.refresh_from_db()
    assert notice.figures["total"]["overdue"] == 1
    assert scene.compile(IN_TIME).figures["total"]["overdue"] == 0


def test_a_new_compile_is_a_new_version_and_puts_the_old_one_away(scene):
    scene.late()
    first = scene.compile()
    second = scene.compile(IN_TIME)
    first.letter.refresh_from_db()
    assert second.draft_version == 2
    assert first.letter.state == LetterState.DISCARDED
    assert "第2稿" in first.letter.rejected_reason
    assert second.letter.state == LetterState.DRAFT


def test_changed_demands_and_units_left_out_are_kept_proposed_words_are_not(scene):
    scene.prompted()
    notice = scene.compile()
    texts = {**{k: notice.narrative[k] for k in ("overall", "progress")}, "opening": "改过的开头。"}
    editing.edit_notice(
        notice.pk,
        actor=scene.clerk,
        now=COMPILED,
        title=notice.letter.title,
        texts={**texts, "demands": "请认真办理。"},
        towns=False,
    )
    editing.leave_unnamed(
        notice.pk, actor=scene.clerk, now=COMPILED, unit_id=scene.unit.pk, reason="已书面说明"
    )
    again = scene.compile(IN_TIME)
    assert again.narrative["demands"] == "请认真办理。"
    assert "改过的开头" not in again.narrative["opening"]
    assert again.narrative["unnamed"] == {str(scene.unit.pk): "已书面说明"}


def test_checks_go_on_for_facts_that_still_hold(scene):
    scene.prompted()
    done = scene.prompted(scene.other)
    notice, _ = scene.checked()
    assert notice.checks.count() == 2
    scene.finish(done, date(2026, 3, 31))
    again = scene.compile(IN_TIME)
    assert [check.unit for check in again.checks.all()] == [scene.unit]
    assert again.checks.get().answer_by == date(2026, 4, 1)


@pytest.mark.parametrize("acts", ["send", "issue_notice"])
def test_no_compile_while_the_notice_is_on_its_way_or_out(scene, acts):
    notice = scene.compile()
    getattr(scene, acts)(notice)
    with pytest.raises(Conflict, match="不能重新取数"):
        scene.compile(CLEARED)


def test_a_rejected_notice_may_be_compiled_again(scene):
    notice = scene.compile()
    scene.send(notice)
    signing.reject(notice.letter_id, actor=scene.chief, now=CLEARED, reason="数据旧了")
    assert scene.compile(CLEARED).draft_version == 2


def test_a_month_to_come_and_a_county_without_a_head_are_refused(scene):
    with pytest.raises(Refused, match="2026年4月还没有开始"):
        scene.compile(period=date(2026, 4, 1))
    scene.head.delete()
    with pytest.raises(Refused, match="发文设置"):
        scene.compile()


def test_only_the_office_compiles(scene):
    scene.clerk = scene.liaison
    with pytest.raises(Forbidden):
        scene.compile()


def test_a_month_without_a_notice_has_its_reason_and_can_be_taken_back(scene):
    who = {"actor": scene.clerk, "now": COMPILED}
    with pytest.raises(Refused, match="原因"):
        skipping.skip_month(scene.campaign, period=MARCH, reason=" ", **who)
    skip = skipping.skip_month(
        scene.campaign, period=date(2026, 3, 9), reason="已并入季度通报", **who
    )
    assert (skip.period, skip.reason) == (MARCH, "已并入季度通报")
    with pytest.raises(Refused, match="不通报"):
        scene.compile()
    skipping.unskip_month(scene.campaign, period=MARCH, **who)
    draft = scene.compile()
    skipping.skip_month(scene.campaign, period=MARCH, reason="数据未齐", **who)
    draft.letter.refresh_from_db()
    assert draft.letter.state == LetterState.DISCARDED
    assert draft.letter.rejected_reason == "本月不通报：数据未齐"
    skipping.unskip_month(scene.campaign, period=MARCH, **who)
    scene.send(scene.compile())
    with pytest.raises(Conflict, match="不能再定为不通报"):
        skipping.skip_month(scene.campaign, period=MARCH, reason="晚了", **who)


def test_the_period_before_is_the_last_issued_notice(scene):
    part = scene.late()
    scene.issue_notice(scene.compile(), COMPILED)
    scene.finish(part, date(2026, 4, 8))
    april = scene.compile(moment(date(2026, 4, 30), 17), period=date(2026, 4, 1))
    assert april.figures["before"]["day"] == "2026-03-30"
    assert "已办结的增加1项，逾期的减少1项。" in april.narrative["overall"]


def test_towns_receive_it_only_with_consent_and_asked_bodies_never(scene):
    town = scene.town()
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    for unit in (scene.unit, town, court):
        scene.late(unit)
    assert set(receivers(scene.campaign.pk, towns=False)) == {scene.unit}
    assert set(receivers(scene.campaign.pk, towns=True)) == {scene.unit, town}
    notice = scene.compile()
    words = {key: notice.narrative[key] for key in ("opening", "overall", "progress", "demands")}
    change = {"actor": scene.clerk, "now": COMPILED, "title": "通报", "texts": words}
    with pytest.raises(Refused, match="同意依据"):
        editing.edit_notice(notice.pk, towns=True, **change)
    editing.edit_notice(notice.pk, towns=True, consent=Consent("县委副书记", MARCH), **change)
    first = Letter.objects.get(pk=notice.letter_id)
    again = scene.compile(IN_TIME).letter
    assert again.consent_by == "县委副书记"
    for letter in (first, again):
        assert {row.unit for row in letter.receipts.all()} == {scene.unit, town}
        opening = snapshot_of(letter, today=MARCH).blocks[0].text
        assert opening.startswith("经县委、县政府同意，")


def test_asked_bodies_are_never_late(scene):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    scene.late(court)
    notice = scene.compile()
    assert notice.figures["late"] == []
    assert notice.figures["total"]["overdue"] == 0
    assert notice.figures["total"]["parts"] == 1
    line = notice.figures["units"][0]
    assert (line["title"], line["asked"]) == ("县法院", True)
