"""暂缓办理."""

import pytest

from tasks.models import Assignment
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import fresh
from units.workdays import Calendar

pytestmark = [pytest.mark.django_db, pytest.mark.core]
FROM = ["pending", "active", "returned", "submitted", "objected"]


@pytest.mark.parametrize("source", FROM)
def test_the_clock_stands_still(scene, source):
    part = checks.moves(scene, "suspend", "office", source, "suspended")
    assert part.suspended_from == source
    far = f.DAY.replace(year=2027)
    assert not Assignment.objects.overdue(far, Calendar()).filter(pk=part.pk).exists()


def test_other_states(scene):
    checks.refuses_states(scene, "suspend", "office", FROM)


@pytest.mark.parametrize("led", [True, False])
def test_other_people(scene, led):
    checks.refuses_persons(scene, "suspend", "active", {"office", "office_head"}, led=led)


def test_stale(scene):
    checks.refuses_stale(scene, "suspend", "office", "active")


def test_needs_a_reason(scene):
    checks.refuses_needs(scene, "suspend", "office", "active", "reason", reason="")


def test_a_hand_in_waits_with_its_part(scene):
    part = scene.part("submitted")
    scene.act("suspend", part, scene.office)
    assert fresh(part).submissions.get().state == "handed_in"
    assert part not in Assignment.objects.awaiting_review()
