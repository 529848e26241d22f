"""The table of a task: every service and every button asks it."""

from datetime import date

import pytest

from reports.views.tasks.acts import ACTS, task_acts
from tasks.choices import GroupMode, PartRole, TaskState
from tasks.models import Task, TaskGroup
from tasks.services import calling, changes, linking, workflow
from tasks.transitions import TASK_TABLE
from tests import factories as f
from tests.tasks.workflow.scene import LATER
from units.choices import GroupKind
from units.errors import Conflict, NotDone
from units.models import UnitGroup

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def call_in(task, who):
    county = task.campaign.county
    units = UnitGroup.objects.create(county=county, name="有关部门", kind=GroupKind.OPEN)
    group = TaskGroup.objects.create(
        task=task,
        group=units,
        role=PartRole.SUPPORT,
        word="有关部门",
        rank=9,
        mode=GroupMode.NAMED,
    )
    calling.call_in(group.pk, unit=f.unit(county, "县档案馆"), **who)


def add_part(task, who):
    unit = f.unit(task.campaign.county, "县档案馆")
    changes.add_part(task.pk, unit=unit, role=PartRole.SUPPORT, **who)


def change(task, who):
    changes.change_task(task.pk, title="新", requirement="新", reason="调整", **who)


def reopen(task, who):
    ids = task.assignments.values_list("pk", flat=True)
    workflow.reopen_task(task.pk, reason="重办", part_ids=ids, **who)


def merge(task, who):
    target = f.task(task.campaign)
    changes.merge_tasks(target.pk, task.pk, reason="重复", **who)


SERVICES = {
    "change": change,
    "change_due": lambda task, who: changes.change_due(
        task.pk, due_on=date(2026, 6, 30), reason="调整", **who
    ),
    "add_part": add_part,
    "call_in": call_in,
    "link": lambda task, who: linking.link_indicators(task.pk, [], **who),
    "merge": merge,
    "close": lambda task, who: workflow.close_task(task.pk, **who),
    "cancel": lambda task, who: workflow.cancel_task(task.pk, reason="不办", **who),
    "reopen": reopen,
}


def in_state(scene, state):
    return put(scene.issued()[0].task_id, state)


def put(task_id, state):
    over, out = state == TaskState.CLOSED, state in (TaskState.ISSUED, TaskState.CLOSED)
    days = {"issued_on": f.DAY if out else None, "closed_on": f.DAY if over else None}
    Task.objects.filter(pk=task_id).update(state=state, **days)
    return Task.objects.select_related("campaign__county").get(pk=task_id)


def test_every_row_but_the_issue_has_its_service():
    assert set(SERVICES) == set(TASK_TABLE) - {"issue"}


@pytest.mark.parametrize("state", TaskState)
@pytest.mark.parametrize("action", SERVICES)
def test_a_service_refuses_the_states_that_are_not_in_its_row(scene, action, state):
    task, row = in_state(scene, state), TASK_TABLE[action]
    refused = ""
    try:
        SERVICES[action](task, {"actor": scene.office, "now": LATER})
    except Conflict as conflict:
        refused = conflict.message
    except NotDone:
        assert action in ("close", "reopen"), "what its parts are like is another rule"
    assert bool(refused) == (state not in row.sources), refused
    after = Task.objects.get(pk=task.pk)
    if refused:
        assert f"任务现为“{state.label}”，不能" in refused
        assert after.version == task.version
    elif row.target and after.version > task.version:
        assert after.state == row.target


@pytest.mark.parametrize("state", TaskState)
def test_the_issue_passes_over_tasks_that_are_over(scene, state):
    part = scene.draft()[0]
    put(part.task_id, state)
    done = workflow.issue([part.pk], actor=scene.office, now=LATER, words="交办")
    assert (part.pk in done.included) == TASK_TABLE["issue"].starts_from(state)


@pytest.mark.parametrize("state", TaskState)
def test_the_buttons_are_those_of_the_table(scene, state):
    shown = {act.row.action for act in task_acts(in_state(scene, state))}
    assert shown == {a.row.action for a in ACTS.values() if state in a.row.sources}


def test_a_stale_page_is_told_to_look_again(scene):
    task = in_state(scene, TaskState.ISSUED)
    with pytest.raises(Conflict, match="刚被他人修改过，请刷新后再销号"):
        workflow.close_task(task.pk, actor=scene.office, now=LATER, expected_version=99)
