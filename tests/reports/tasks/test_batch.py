"""Acts on several tasks: the effect is shown first, then each is done by itself."""

import re

import pytest

from tasks.models import Task
from tests import factories as f
from tests.reports.visiting import elsewhere
from tests.tasks.workflow.scene import fresh


@pytest.fixture
def parts(scene):
    return [scene.issued()[0], scene.issued()[0]]


def ids(parts):
    return [part.task_id for part in parts]


def test_the_effect_is_shown_and_nothing_happens(scene, visit, parts):
    answer = visit.post(scene.office, "task-batch", status=200, act="suspend", ids=ids(parts))
    assert "2 项任务，6 项分工，3 个单位" in answer.text_
    assert fresh(parts[0]).state == "pending"


def test_done_with_a_reason(scene, visit, parts):
    fields = {"ids": ids(parts), "sure": "1", "reason": "上级调整"}
    visit.post(scene.office, "task-batch", act="suspend", **fields)
    assert {fresh(part).state for part in parts} == {"suspended"}
    visit.post(scene.office, "task-batch", act="cancel", **fields)
    assert {fresh(part).task.state for part in parts} == {"cancelled"}


def test_without_a_reason_it_is_refused(scene, visit, parts):
    answer = visit.post(
        scene.office, "task-batch", status=400, act="cancel", ids=ids(parts), sure="1", reason=" "
    )
    assert "请填写原因" in answer.text_
    assert fresh(parts[0]).state == "pending"


def test_a_reason_that_cannot_be_kept_is_refused(scene, visit, parts):
    fields = {"ids": ids(parts), "sure": "1", "reason": "长" * 2001}
    answer = visit.post(scene.office, "task-batch", status=400, act="cancel", **fields)
    assert "最多 2000 字" in answer.text_
    assert fresh(parts[0]).state == "pending"


def test_what_cannot_be_cancelled_is_said_before(scene, visit, parts):
    over = scene.issued()[0].task
    Task.objects.filter(pk=over.pk).update(state="closed", closed_on=f.DAY)
    given = {"act": "cancel", "ids": [*ids(parts), over.pk]}
    page = visit.post(scene.office, "task-batch", status=200, **given)
    assert page.context["cannot"] == [over]
    assert "1 项任务现在不能取消任务" in page.text_
    assert "取消任务（2 项任务）" in page.text_


def test_another_countys_tasks_are_left_alone(scene, visit, parts):
    foreign = elsewhere(scene)
    fields = {"sure": "1", "reason": "上级调整"}
    visit.post(scene.office, "task-batch", act="cancel", ids=[foreign.task_id], **fields)
    assert fresh(foreign).state == "pending"


@pytest.mark.parametrize("data", [{}, {"act": "explode", "ids": ["1"]}, {"act": "cancel"}])
def test_nothing_ticked_goes_back_to_the_list(scene, visit, data):
    assert visit.post(scene.office, "task-batch", **data).url == "/tasks/"


def test_the_office_alone(scene, visit, parts):
    for who in ("leader", "owner", "lead", "expert"):
        visit.post(getattr(scene, who), "task-batch", status=403, act="cancel", ids=ids(parts))
    visit.get(scene.office, "task-batch", status=405)


def test_the_list_hands_ticked_tasks_over(scene, visit, parts):
    page = visit.get(scene.office, "tasks")
    assert re.search(rf'name="ids"\s+value="{parts[0].task_id}"', page.text_)
    assert 'formaction="/letters/handover/"' in page.text_
