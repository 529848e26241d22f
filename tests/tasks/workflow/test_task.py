"""销号, 取消任务 and 重新办理 of a whole task."""

import pytest

from tasks.models import Assignment, Task, TaskEvent
from tasks.services import workflow
from tests import factories as f
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh
from units.errors import Conflict, Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def ready(scene):
    """Lead and responsible part accepted, the supporting one still open."""
    lead, part, support = scene.issued()
    scene.act("submit", part, scene.owner)
    scene.act("accept", part, scene.lead)
    scene.act("submit", lead, scene.lead)
    scene.act("accept", lead, scene.office)
    return fresh(lead), fresh(part), fresh(support)


def close(task, actor, **kwargs):
    return workflow.close_task(task.pk, actor=actor, now=LATER, **kwargs)


def test_closing_releases_what_does_not_block(scene):
    lead, part, support = ready(scene)
    task = close(lead.task, scene.office)
    assert (task.state, task.closed_on) == ("closed", f.DAY)
    assert [fresh(p).state for p in (lead, part, support)] == ["accepted", "accepted", "released"]
    assert TaskEvent.objects.filter(task=task, action="close", to_state="closed").count() == 1


@pytest.mark.parametrize(
    "state", ["pending", "active", "objected", "submitted", "returned", "suspended"]
)
def test_an_open_blocking_part_keeps_it_open(scene, state):
    part = scene.part(state)
    task = part.task
    said = workflow.blockers(task)
    assert any("县水利局" in words and part.get_state_display() in words for words in said)
    assert any("县司法局" in words for words in said)
    assert not any("县财政局" in words for words in said)
    with pytest.raises(Refused, match="县水利局"):
        close(task, scene.office)


def test_a_blocking_draft_keeps_it_open(scene):
    lead, *_ = ready(scene)
    f.part(lead.task, scene.other_unit, role="responsible", rank=5)
    assert workflow.blockers(lead.task) == ["县教育局的分工尚未交办"]


def test_a_cancelled_part_does_not(scene):
    lead, part, _ = scene.issued()
    scene.act("cancel", part, scene.office)
    scene.act("submit", lead, scene.lead)
    scene.act("accept", lead, scene.office)
    assert workflow.blockers(lead.task) == []


def test_ticked_material_needs_an_accepted_proof(scene):
    lead, part, _ = scene.issued()
    material = f.material(lead.task, "案卷评查通报")
    proof = f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, material)])
    scene.act("submit", lead, scene.lead)
    scene.act("accept", lead, scene.office)
    assert "缺审核通过的材料“案卷评查通报”" in workflow.blockers(lead.task), "only handed in"
    scene.act("accept", part, scene.lead)
    assert workflow.blockers(lead.task) == []


@pytest.mark.parametrize("state", ["removal", "removed"])
def test_material_taken_away_does_not_close(scene, state):
    lead, part, _ = scene.issued()
    proof = f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, f.material(lead.task, "通报"))])
    scene.act("accept", part, scene.lead)
    proof.state = state
    proof.save()
    assert "缺审核通过的材料“通报”" in workflow.blockers(lead.task)
    error = checks.nothing_happens(scene, "submit", lead, scene.lead, Refused, gap_note="")
    assert "通报" in error.message


def test_closing_calls_off_what_never_went_out(scene):
    lead, *_ = ready(scene)
    draft = f.part(lead.task, scene.other_unit, role="support", rank=5)
    close(lead.task, scene.office)
    assert fresh(draft).state == "cancelled"
    assert draft.events.get().action == "cancel"


@pytest.mark.parametrize("who", ["owner", "lead", "leader", "stranger", "foreign_office"])
def test_only_the_office_closes(scene, who):
    lead, *_ = ready(scene)
    for act in (
        lambda actor: close(lead.task, actor),
        lambda actor: workflow.cancel_task(lead.task_id, actor=actor, now=LATER, reason="x"),
    ):
        with pytest.raises(Forbidden):
            act(getattr(scene, who))
    assert fresh(lead).task.state == "issued"


def test_not_twice_and_not_stale(scene):
    lead, *_ = ready(scene)
    version = fresh(lead).task.version
    with pytest.raises(Conflict):
        close(lead.task, scene.office, expected_version=version - 1)
    close(lead.task, scene.office, expected_version=version)
    with pytest.raises(Conflict):
        close(lead.task, scene.office)


def test_a_task_of_which_nothing_was_done_is_cancelled_not_closed(scene):
    lead, part, _ = scene.issued()
    for row in (part, lead):
        scene.act("cancel", row, scene.office)
    with pytest.raises(Refused, match="还没有已办结的分工；不再办理的任务请取消"):
        close(lead.task, scene.office)


def test_cancelling_cancels_every_open_part(scene):
    lead, part, support = scene.issued()
    scene.act("submit", part, scene.owner)
    scene.act("accept", part, scene.lead)
    scene.act("submit", support, scene.support)
    task = workflow.cancel_task(lead.task_id, actor=scene.office, now=LATER, reason="政策取消")
    assert task.state == "cancelled"
    assert [fresh(p).state for p in (lead, part, support)] == ["cancelled", "accepted", "cancelled"]
    assert support.submissions.get().state == "withdrawn"
    with pytest.raises(Conflict):
        workflow.cancel_task(lead.task_id, actor=scene.office, now=LATER, reason="再来")


def test_cancelling_needs_a_reason(scene):
    lead, *_ = scene.issued()
    with pytest.raises(Refused, match="原因"):
        workflow.cancel_task(lead.task_id, actor=scene.office, now=LATER, reason="")


def test_reopening_opens_the_parts_named(scene):
    lead, part, support = ready(scene)
    close(lead.task, scene.office)
    task = workflow.reopen_task(
        lead.task_id, actor=scene.office, now=LATER, reason="回访发现问题", part_ids=[part.pk]
    )
    assert (task.state, task.closed_on) == ("issued", None)
    assert [fresh(p).state for p in (lead, part, support)] == ["accepted", "active", "released"]
    assert workflow.blockers(task) == ["县水利局的分工为“办理中”"]


@pytest.mark.parametrize("which", ["none", "released", "foreign"])
def test_reopening_needs_accepted_parts_of_this_task(scene, which):
    lead, _, support = ready(scene)
    other = scene.part("accepted")
    close(lead.task, scene.office)
    ids = {"none": [], "released": [support.pk], "foreign": [other.pk]}[which]
    with pytest.raises(Refused):
        workflow.reopen_task(lead.task_id, actor=scene.office, now=LATER, reason="x", part_ids=ids)
    assert Task.objects.get(pk=lead.task_id).state == "closed"


def test_reopening_only_a_closed_task(scene):
    lead, part, _ = ready(scene)
    with pytest.raises(Conflict):
        workflow.reopen_task(
            lead.task_id, actor=scene.office, now=LATER, reason="x", part_ids=[part.pk]
        )
    assert Assignment.objects.get(pk=part.pk).state == "accepted"
