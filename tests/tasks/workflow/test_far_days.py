"""A date so far off that it must be a slip of the pen is refused wherever one is given."""

from datetime import date

import pytest

from tasks.services import changes
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh
from units.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]
FAR = [date(2028, 1, 1), date(2206, 3, 31), date(9999, 12, 31)]  # the campaign ends with 2027


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    ("action", "who", "source", "field", "led"),
    [
        ("return", "office", "submitted", "redo_by", False),
        ("ask_more", "lead", "submitted", "redo_by", True),
        ("reopen", "office", "accepted", "redo_by", True),
        ("resume", "office", "suspended", "due_on", True),
    ],
)
def test_of_a_part(scene, action, who, source, field, led, day):
    error = checks.refuses_needs(scene, action, who, source, field, led=led, **{field: day})
    assert "请核对年份：最晚可到2027年12月31日" in error.message


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("state", ["draft", "pending"])
def test_of_a_task(scene, state, day):
    task = scene.part(state).task
    with pytest.raises(Refused, match="核对年份") as caught:
        changes.change_due(task.pk, actor=scene.office, now=LATER, due_on=day, reason="调整")
    assert set(caught.value.fields) == {"due_on"}
    task.refresh_from_db()
    assert task.due_on == date(2026, 3, 31)


@pytest.mark.parametrize("day", FAR)
def test_of_a_task_beside_the_plan(scene, day):
    with pytest.raises(Refused, match="核对年份"):
        changes.add_task(
            scene.campaign, actor=scene.office, now=LATER, title="补", requirement="补", due_on=day
        )
    assert not scene.campaign.tasks.exists()


def test_the_last_day_of_the_campaign_is_taken(scene):
    part = scene.part("pending")
    last = scene.campaign.ends_on
    changes.change_due(part.task_id, actor=scene.office, now=LATER, due_on=last, reason="调整")
    assert fresh(part).due_on == last


def test_work_may_outlast_its_campaign_by_a_year_from_today(scene):
    part = scene.part("pending")
    scene.campaign.ends_on = date(2026, 3, 1)
    scene.campaign.save()
    changes.change_due(
        part.task_id, actor=scene.office, now=LATER, due_on=date(2027, 3, 2), reason="调整"
    )
    assert fresh(part).due_on == date(2027, 3, 2)
    with pytest.raises(Refused, match="最晚可到2027年3月2日"):
        changes.change_due(
            part.task_id, actor=scene.office, now=LATER, due_on=date(2027, 3, 3), reason="调整"
        )
