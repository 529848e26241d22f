"""Who sees which tasks, parts and history (table of rights)."""

import pytest

from tasks.models import Assignment, Task, TaskEvent
from tasks.services import workflow
from tests import factories as f
from tests.tasks.workflow.scene import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def sees(scene, who, rows):
    return set(rows.visible_to(getattr(scene, who)))


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", {"lead", "part", "support"}),
        ("leader", {"lead", "part", "support"}),
        ("lead", {"lead", "part", "support"}),
        ("owner", {"part"}),
        ("colleague", {"part"}),
        ("support", {"support"}),
        ("stranger", set()),
        ("expert", set()),
        ("foreign_office", set()),
    ],
)
def test_parts_of_an_issued_task(scene, who, seen):
    rows = dict(zip(("lead", "part", "support"), scene.issued(), strict=True))
    assert sees(scene, who, Assignment.objects) == {rows[name] for name in seen}
    tasks = {rows["lead"].task} if seen else set()
    assert sees(scene, who, Task.objects) == tasks


@pytest.mark.parametrize("who", ["leader", "lead", "owner", "support", "stranger"])
def test_drafts_are_the_offices_own(scene, who):
    parts = scene.draft()
    assert sees(scene, "office", Assignment.objects) == set(parts)
    assert sees(scene, who, Assignment.objects) == sees(scene, who, Task.objects) == set()


def test_a_draft_taken_back_never_reached_the_unit(scene):
    part = scene.part("draft")
    scene.act("cancel", part, scene.office)
    assert sees(scene, "owner", Assignment.objects) == sees(scene, "owner", Task.objects) == set()


def test_a_lead_that_has_gone_sees_the_others_no_more(scene):
    lead, part, _ = scene.issued()
    scene.act("cancel", lead, scene.office)
    assert sees(scene, "lead", Assignment.objects) == {fresh_of(lead)}
    assert part not in sees(scene, "lead", Assignment.objects)


def fresh_of(part):
    return Assignment.objects.get(pk=part.pk)


def test_history_goes_through_the_same_rule(scene):
    lead, part, support = scene.issued()
    scene.act("submit", part, scene.owner)
    scene.act("ask_more", part, scene.lead)
    workflow.cancel_task(scene.issued()[0].task_id, actor=scene.office, now=LATER, reason="x")
    events = TaskEvent.objects.filter(task=lead.task)
    seen = {e.assignment_id for e in events.visible_to(scene.support)}
    assert seen == {None, support.pk}, "the task's own and one's own part's, no returns of others"
    assert part.pk in {e.assignment_id for e in events.visible_to(scene.lead)}
    assert not events.visible_to(scene.stranger).exists()


def test_units_of_one_body_see_alike(scene):
    twin = f.unit(scene.county, "县普法办", same_body=scene.unit)
    twin_seat = f.seat(scene.county, "liaison", twin)
    part = scene.part("pending")
    assert set(Assignment.objects.visible_to(twin_seat)) == {part}


def test_without_a_date_on_time_is_one_answer_for_list_and_part(scene):
    part = scene.issued(due_on=None, long_term=True)[1]
    scene.act("submit", part, scene.owner)
    scene.act("accept", part, scene.lead)
    assert part in Assignment.objects.on_time()
