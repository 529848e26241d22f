"""Calling a unit of a listed group in."""

import pytest

from tasks.models import Assignment, Task, TaskGroup
from tasks.services.calling import call_in
from tests import factories as f
from tests.tasks.workflow.scene import LATER
from units.errors import Conflict, Forbidden, Refused
from units.models import UnitGroup

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def group(scene):
    members = UnitGroup.objects.create(county=scene.county, name="各有关单位", kind="open")
    task = scene.issued()[0].task
    return TaskGroup.objects.create(
        task=task, group=members, word="各有关单位", role="support", rank=1, mode="named"
    )


def call(scene, group, who="office"):
    return call_in(group.pk, actor=getattr(scene, who), now=LATER, unit=scene.other_unit)


@pytest.mark.parametrize("who", ["office", "lead"])
def test_a_draft_that_does_not_block(scene, group, who):
    part = call(scene, group, who)
    assert (part.state, part.role, part.blocking) == ("draft", "support", False)


@pytest.mark.parametrize("who", ["owner", "support", "stranger", "leader"])
def test_by_office_and_lead_alone(scene, group, who):
    with pytest.raises(Forbidden):
        call(scene, group, who)


def test_not_once_the_task_is_over(scene, group):
    Task.objects.filter(pk=group.task_id).update(state="closed", closed_on=f.DAY)
    with pytest.raises(Conflict, match="已销号"):
        call(scene, group)


@pytest.mark.parametrize(("mode", "words"), [("each", "逐一交办"), ("informed", "仅在函中告知")])
def test_a_group_of_another_mode_is_named_as_the_reason(scene, group, mode, words):
    TaskGroup.objects.filter(pk=group.pk).update(mode=mode)
    with pytest.raises(Refused, match=words):
        call(scene, group)
    assert not Assignment.objects.filter(unit=scene.other_unit).exists()
