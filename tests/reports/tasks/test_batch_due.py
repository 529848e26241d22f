"""调整时限 of several tasks: the effect on each is shown, then the date is set where it can be."""

from datetime import date

import pytest

from tasks.models import Task
from tasks.services import extensions
from tests import factories as f
from tests.reports.visiting import elsewhere
from tests.tasks.workflow.scene import LATER, fresh

LATER_ON = date(2026, 4, 30)


@pytest.fixture
def parts(scene):
    """Two under way and a draft."""
    return [scene.issued()[0], scene.issued(title="第二项")[0], scene.draft(title="草稿")[0]]


@pytest.fixture
def send(scene, visit, parts):
    """Send the form for these tasks or others."""

    def go(who="office", status=200, tasks=None, **fields):
        ids = tasks or [part.task_id for part in parts]
        return visit.post(getattr(scene, who), "task-batch-due", status=status, ids=ids, **fields)

    return go


FILLED = {"due_on": "2026-04-30", "reason": "市里统一部署"}


def dues(parts):
    return [Task.objects.get(pk=part.task_id).due_on for part in parts]


def test_first_it_asks_for_the_date(send, parts):
    answer = send()
    assert "先看后果" in answer.text_
    assert 'name="sure"' not in answer.text_
    assert "请填写" not in answer.text_


def test_the_effect_is_shown_and_nothing_happens(send, parts):
    text = " ".join(send(show="1", **FILLED).text_.split())
    assert "3 项任务改到2026年4月30日(周四)，6 项分工随之调整" in text
    assert "尚未交办，交办时按新时限" in text
    assert "调整 3 项任务的时限" in text
    assert set(dues(parts)) == {date(2026, 3, 31)}


def test_done(send, parts):
    assert send(status=302, sure="1", **FILLED).url == "/tasks/"
    assert set(dues(parts)) == {LATER_ON}
    assert fresh(parts[0]).due_on == LATER_ON
    assert parts[0].events.last().words == "市里统一部署"


def test_an_earlier_date_is_pointed_out(send):
    text = send(show="1", due_on="2026-03-20", reason="提前验收").text_
    assert "其中 3 个提前" in text


def test_a_redo_date_stays(scene, send):
    part = scene.part("returned")
    assert "1 个仍按退回修改的期限" in send(show="1", tasks=[part.task_id], **FILLED).text_


def test_who_was_granted_a_later_day_is_named_and_keeps_it(scene, visit, send):
    part = scene.part("active")
    asked = extensions.ask(
        part.pk, actor=scene.owner, now=LATER, reason="会议改期", wanted_due_on=date(2026, 4, 10)
    )
    extensions.grant(asked.pk, actor=scene.office, now=LATER)
    text = send(show="1", tasks=[part.task_id], due_on="2026-04-01", reason="提前验收").text_
    assert "已同意延期、日期更晚的不变</b>：县水利局（2026年4月10日）" in text
    assert "2 项分工随之调整" in text
    assert "2026年4月10日" not in send(show="1", tasks=[part.task_id], **FILLED).text_
    alone = visit.get(scene.office, "task-act", part.task_id, "due").text_
    assert "已同意延期的不因提前而缩短" in alone
    assert "县水利局（2026年4月10日）" in alone


def test_who_cannot_take_it_is_named_and_left_out(scene, visit, send, parts):
    closed, long = scene.part("accepted", led=False).task, parts[1].task
    Task.objects.filter(pk=closed.pk).update(state="closed", closed_on=f.DAY)
    Task.objects.filter(pk=long.pk).update(long_term=True, due_on=None)
    ids = [parts[0].task_id, long.pk, closed.pk]
    answer = send(show="1", tasks=ids, **FILLED)
    assert "任务现为“已销号”，不能调整时限。" in answer.text_
    assert "不能改为或改回长期" in answer.text_
    assert "调整 1 项任务的时限" in answer.text_
    # A stranger to the preview, or somebody who was quicker: said task by task.
    send(status=302, sure="1", tasks=ids, **FILLED)
    text = visit.get(scene.office, "tasks").text_
    assert "“第二项”未调整：已交办的任务只能改定今天以后的时限" in text
    assert "已调整 1 项任务的时限" in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"due_on": "", "reason": "部署"}, "请填写日期"),
        ({"due_on": "四月底", "reason": "部署"}, "日期格式不对"),
        ({"due_on": "2026-04-30", "reason": " "}, "请填写调整原因"),
    ],
)
@pytest.mark.parametrize("step", ["show", "sure"])
def test_a_bad_form_is_said_and_nothing_happens(send, parts, step, fields, words):
    assert words in send(status=400, **{step: "1"}, **fields).text_
    assert set(dues(parts)) == {date(2026, 3, 31)}


def test_a_day_that_has_passed_is_refused_for_each(send):
    text = send(show="1", due_on="2026-03-01", reason="补录").text_
    assert text.count("已交办的任务只能改定今天以后的时限") == 2


def test_another_countys_tasks_are_left_alone(scene, send):
    foreign = elsewhere(scene)
    assert send(status=302, sure="1", tasks=[foreign.task_id], **FILLED).url == "/tasks/"
    assert fresh(foreign).due_on != LATER_ON


@pytest.mark.parametrize("who", ["leader", "owner", "lead", "expert"])
def test_the_office_alone(send, who):
    send(who, status=403, sure="1", **FILLED)


def test_nothing_ticked_goes_back(scene, visit):
    assert visit.post(scene.office, "task-batch-due", ids=["x"]).url == "/tasks/"
