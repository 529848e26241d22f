"""Real processes act on the same parts at once: one wins, the others are told, history agrees."""

import json

import pytest

from tasks.models import Assignment, Extension, Task, TaskEvent
from tasks.services import extensions
from tests import factories as f
from tests.processes import run_together
from tests.tasks.workflow.scene import NOW, Scene

pytestmark = [pytest.mark.core, pytest.mark.race]

# Act on each part in turn; whoever comes late is told so and goes on.
ACT = """
from datetime import date
from tasks.services import drafts, extensions, workflow
from tests.tasks.workflow.scene import LATER
from units.access import Seat
from units.errors import Conflict, NotDone
from units.models import Membership
member = Membership.objects.get(pk={seat})
who = dict(actor=Seat(member.user, member), now=LATER)
won = []
for pk in {ids}:
    try:
        {call}
        won.append(pk)
    except NotDone as error:
        assert "。" in str(error)
print("won", won)
"""


@pytest.fixture
def scene(transactional_db):
    return Scene()


def act(seat, ids, call):
    return ACT.format(seat=seat.membership.pk, ids=ids, call=call)


def by_table(action, **needs):
    given = "".join(f", {name}={value!r}" for name, value in needs.items())
    return f'workflow.ACTIONS["{action}"](pk, **who{given})'


def race(codes, environment):
    """Run the pieces at once; returns the ids that each has won."""
    ends = run_together(codes, environment)
    assert [code for code, _ in ends] == [0] * len(codes), ends
    return [json.loads(words.rpartition("won ")[2]) for _, words in ends]


def history_tells_the_states():
    for part in Assignment.objects.all():
        state = ""
        for event in TaskEvent.objects.filter(assignment=part).order_by("pk"):
            if event.action != "issue":
                assert event.from_state == state, (part, event)
            state = event.to_state
        assert part.state == state
        assert part.submissions.filter(state="handed_in").count() == (part.state == "submitted")


def test_one_verdict_on_a_hand_in(scene, environment_of_tests):
    ids = [scene.part("submitted", led=False).pk for _ in range(6)]
    won = race(
        [
            act(scene.office, ids, by_table("accept")),
            act(scene.office_head, ids[::-1], by_table("return", reasons=["no_seal"])),
            act(scene.lead, ids, by_table("withdraw")),
            act(scene.office_head, ids, by_table("cancel", reason="重复交办")),
        ],
        environment_of_tests,
    )
    firsts = sorted(pk for row in won[:3] for pk in row)
    assert len(firsts) == len(set(firsts)), "each hand-in is judged or taken back once"
    history_tells_the_states()


def test_a_part_is_handed_in_once(scene, environment_of_tests):
    ids = [scene.part("pending").pk for _ in range(5)]
    hand_in = by_table("submit", text="已完成")
    behalf = "workflow.ACTIONS['submit'](pk, **who, text='代', received_on=date(2026, 3, 2), received_from='微信')"
    won = race(
        [
            act(scene.owner, ids, hand_in),
            act(scene.colleague, ids[::-1], hand_in),
            act(scene.office, ids, behalf),
            act(scene.owner, ids, by_table("acknowledge")),
        ],
        environment_of_tests,
    )
    assert sorted(pk for row in won[:3] for pk in row) == ids
    for part in Assignment.objects.filter(pk__in=ids):
        actions = list(part.events.values_list("action", flat=True))
        assert (actions.count("acknowledge"), actions.count("submit")) == (1, 1)
    history_tells_the_states()


def test_a_draft_is_begun_once(scene, environment_of_tests):
    ids = [scene.part("active").pk for _ in range(5)]
    save = "drafts.save_draft(pk, actor=who['actor'], text='写了一半')"
    race(
        [
            act(scene.owner, ids, save),
            act(scene.colleague, ids[::-1], save),
            act(scene.owner, ids, save),
        ],
        environment_of_tests,
    )
    assert [part.submissions.count() for part in Assignment.objects.filter(pk__in=ids)] == [1] * 5


def test_no_task_is_closed_over_a_part_that_was_opened_again(scene, environment_of_tests):
    tasks = []
    for _ in range(6):
        part = scene.part("accepted", led=False)
        for other in part.task.assignments.exclude(pk=part.pk):
            scene.act("cancel", other, scene.office)
        tasks.append((part.task_id, part.pk))
    task_ids, part_ids = map(list, zip(*tasks, strict=True))
    won = race(
        [
            act(scene.office, task_ids, "workflow.close_task(pk, **who)"),
            act(scene.office_head, part_ids[::-1], by_table("reopen", reason="抽查不实")),
        ],
        environment_of_tests,
    )
    assert len(won[0]) + len(won[1]) == 6
    for task in Task.objects.filter(state="closed"):
        assert not task.assignments.filter(state="active").exists()
    history_tells_the_states()


def test_a_request_is_answered_once(scene, environment_of_tests):
    ids = []
    for _ in range(5):
        part = scene.part("active")
        asked = extensions.ask(
            part.pk,
            actor=scene.owner,
            now=NOW,
            reason="会商",
            wanted_due_on=f.DAY.replace(month=4, day=20),
        )
        ids.append(asked.pk)
    won = race(
        [
            act(scene.office, ids, "extensions.grant(pk, **who)"),
            act(scene.office_head, ids[::-1], "extensions.refuse(pk, **who, note='时间紧')"),
            act(scene.owner, ids, "extensions.withdraw(pk, **who)"),
        ],
        environment_of_tests,
    )
    assert sorted(pk for row in won for pk in row) == ids
    for row in Extension.objects.select_related("assignment"):
        moved = row.assignment.due_on.month == 4
        assert moved == (row.state == "granted")
