"""A unit with work on its hands stays."""

import pytest

from tasks.choices import PartState
from tasks.models import Assignment
from tests import factories as make
from units.errors import Refused
from units.models import Unit
from units.services.bodies import close_unit


def close(scene):
    close_unit(actor=scene.office, unit=scene.unit, now=make.at())


@pytest.mark.parametrize(
    "state",
    ["draft", "pending", "active", "objected", "submitted", "returned", "suspended"],
)
def test_a_unit_with_an_open_part_is_not_closed(scene, state):
    part = scene.part(state)
    with pytest.raises(Refused, match=part.task.title):
        close(scene)
    assert Unit.objects.get(pk=scene.unit.pk).active


@pytest.mark.parametrize("state", ["accepted", "cancelled", "released"])
def test_finished_work_holds_nobody(scene, state):
    scene.part(state)
    close(scene)
    assert not Unit.objects.get(pk=scene.unit.pk).active


def test_a_draft_left_in_a_cancelled_task_holds_nobody(scene):
    part = scene.part(PartState.DRAFT)
    part.task.state = "cancelled"
    part.task.save()
    close(scene)
    assert Assignment.objects.get(pk=part.pk).state == PartState.DRAFT


def test_many_are_counted(scene):
    for _ in range(4):
        scene.part(PartState.PENDING)
    with pytest.raises(Refused, match="等4项"):
        close(scene)
