"""What the 通报 says of nothing, of one and of many; never a person, a motive or a ranking."""

from datetime import UTC, date, datetime

import pytest

from reports.docx import render
from reports.letters.narrative import PASSAGES
from reports.services.letters.building import shown
from reports.services.letters.signing import findings
from reports.services.notices import editing
from tasks.models import Plan
from tests.reports.notices.world import CLEARED, COMPILED, DUE, text_of
from units.clock import local_date, moment
from units.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def paper(notice, now=CLEARED):
    return text_of(render(shown(notice.letter, today=local_date(now))))


def test_of_nothing(scene):
    text = paper(scene.compile())
    assert "目前尚未交办任务。" in text
    assert "目前没有到期应完成的承办事项。" in text
    assert "截至3月30日，本月没有到期的承办事项。" in text
    assert "超过办理时限" not in text


def test_of_work_done_in_time(scene):
    part = scene.late()
    scene.finish(part, date(2026, 3, 9))
    text = paper(scene.compile())
    assert "全县已交办任务1项，分解为承办事项1项，涉及1个单位" in text
    assert "到期应完成的承办事项1项，已按时办结。" in text
    assert "截至3月30日，本月已到期的承办事项1项，已按时办结；本月尚未到期的不计在内。" in text
    assert "逾期" not in text.split("附件")[0]


def test_of_one_late_part_a_sentence(scene):
    part = scene.prompted(title="修订决策目录")
    notice, _ = scene.checked()
    text = paper(notice)
    assert "县司法局承办的“修订决策目录”任务办理时限为2026年3月10日，已超过14个工作日" in text
    assert "抓紧办理逾期事项" in text
    assert part.task.number not in text.split("附件")[0]


def test_of_many_a_table_in_the_order_of_bodies(scene):
    scene.other.position, scene.unit.position = 1, 2
    scene.other.save()
    scene.unit.save()
    for unit in (scene.unit, scene.other, scene.unit):
        scene.prompted(unit)
    notice, _ = scene.checked()
    text = paper(notice)
    assert "县教育局等2个单位的3项承办事项超过办理时限，具体情况如下：" in text
    rows = [line for line in text.split("附件")[0].splitlines() if "2026年3月10日 14" in line]
    assert [row.split()[1] for row in rows] == ["县教育局", "县司法局", "县司法局"]


def test_those_that_may_not_be_named_are_only_counted(scene):
    scene.prompted()
    scene.late(scene.other)
    notice = scene.compile()
    text = paper(notice)
    assert "有2项承办事项超过办理时限，正在按程序提醒提示。" in text
    notice, _ = scene.checked(notice)
    text = paper(notice)
    assert "共有2项承办事项超过办理时限；经提醒、提示和核对，县司法局的1项具体情况如下" in text
    assert "县教育局" not in text.split("附件")[0]


def test_a_part_due_on_the_last_workday_is_late_by_less_than_one(scene):
    scene.prompted(due_on=DUE)
    second = scene.late(scene.other, due_on=date(2026, 3, 27))
    notice = scene.compile(moment(date(2026, 3, 29), 17))  # a Sunday
    fact = next(fact for fact in notice.figures["late"] if fact["part_id"] == second.pk)
    assert fact["days_late"] == 0


def test_no_person_is_named_and_the_lint_says_so(scene):
    scene.prompted()
    notice, _ = scene.checked()
    assert scene.liaison.user.name not in paper(notice)
    words = {name: notice.narrative[name] for name in PASSAGES}
    words["progress"] = f"{scene.liaison.user.name}敷衍塞责。"
    editing.edit_notice(
        notice.pk, actor=scene.clerk, now=COMPILED, title="通报", texts=words, towns=False
    )
    notice.refresh_from_db()
    said = "".join(f.message for f in findings(notice.letter, today=date(2026, 4, 2)))
    assert "敷衍塞责" in said
    assert scene.liaison.user.name in said


def test_words_are_edited_by_one_at_a_time_and_never_empty(scene):
    notice = scene.compile()
    words = {name: notice.narrative[name] for name in PASSAGES}
    change = {"actor": scene.clerk, "now": COMPILED, "title": "通报", "towns": False}
    with pytest.raises(Refused) as refusal:
        editing.edit_notice(notice.pk, texts={**words, "overall": " "}, **change)
    assert set(refusal.value.fields) == {"overall"}
    version = notice.letter.version
    editing.edit_notice(notice.pk, texts=words, expected_version=version, **change)
    with pytest.raises(Conflict, match="刚被他人修改"):
        editing.edit_notice(notice.pk, texts=words, expected_version=version, **change)
    scene.send(notice)
    with pytest.raises(Conflict, match="不能修改"):
        editing.edit_notice(notice.pk, texts=words, **change)


def test_all_plans_counted_are_named_that_with_most_tasks_first(scene):
    def plan(title, number, year, tasks):
        row = Plan.objects.create(
            campaign=scene.campaign,
            title=title,
            doc_number=number,
            year=year,
            version=tasks + 1,
            imported_at=COMPILED,
            imported_by=scene.clerk.membership,
        )
        for _ in range(tasks):
            scene.late(plan=row)
        return row

    plan("2027年工作要点", "", 2027, 1)
    assert "根据《2027年工作要点》和任务分工" in scene.compile().narrative["opening"]
    plan("2026年工作要点", "示委发〔2026〕1号", 2026, 2)
    plan("未交办的方案", "", 2026, 0)
    opening = scene.compile().narrative["opening"]
    assert "根据《2026年工作要点》（示委发〔2026〕1号）、《2027年工作要点》和任务分工" in opening


def test_the_moment_is_told_in_whole_hours(scene):
    notice = scene.compile(datetime(2026, 3, 30, 11, 3, tzinfo=UTC))
    assert "数据截至2026年3月30日19时，" in notice.narrative["opening"]


def rewritten(scene, notice, **changed):
    words = {name: notice.narrative[name] for name in PASSAGES}
    editing.edit_notice(
        notice.pk,
        actor=scene.clerk,
        now=COMPILED,
        title=notice.letter.title,
        texts={**words, **changed},
        towns=False,
    )
    notice.refresh_from_db()
    return {(f.strength, f.message) for f in findings(notice.letter, today=local_date(CLEARED))}


def test_a_figure_changed_by_hand_is_warned_of_and_the_machines_are_not(scene):
    for unit in (scene.unit, scene.unit, scene.other):
        scene.prompted(unit)
    notice, _ = scene.checked()
    overall = notice.narrative["overall"]
    assert not [m for _, m in rewritten(scene, notice) if "对不上" in m]
    found = rewritten(scene, notice, overall=overall.replace("任务3项", "任务7项"))
    assert ("实务", "“7项”与本期通报的数据对不上，请与“用到的数”核对。") in found
    scene.issue_notice(notice)  # 实务 only warns


def test_a_limit_that_is_over_refuses_the_notice(scene):
    scene.prompted()
    notice, _ = scene.checked()
    rewritten(scene, notice, demands="请于2026年3月20日前报送完成情况。")
    with pytest.raises(Refused, match="文中限期2026年3月20日已过，请改定限期"):
        scene.send(notice)
