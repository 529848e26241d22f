"""Rule 9: a date that has passed is moved, or confirmed for that task, before a part goes out."""

from datetime import date

import pytest

from reports.models import Letter
from reports.services.letters import drafting, issuing, signing
from reports.services.letters.building import snapshot_of
from reports.services.letters.past_dates import PastDates
from tasks.services import changes
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.factories import later
from units.errors import Refused

pytestmark = [pytest.mark.core, pytest.mark.django_db]
PAST, SOON = date(2026, 2, 27), date(2026, 3, 20)


def drafted(scene, *parts, **past):
    ids = [part.task_id for part in parts]
    return drafting.draft_handover(ids, actor=scene.clerk, now=at(), past=PastDates(**past))


def test_one_confirmed_task_does_not_confirm_another(scene):
    first, second = scene.part(due_on=PAST), scene.part(due_on=PAST)
    with pytest.raises(Refused, match="时限已过") as refused:
        drafted(scene, first, second, confirmed=frozenset([first.task_id]))
    assert second.task.number in refused.value.message
    assert first.task.number not in refused.value.message
    assert not Letter.objects.exists()


def test_a_confirmed_date_is_printed_as_the_day_of_issue(scene):
    part = scene.part(due_on=PAST)
    letter = drafted(scene, part, confirmed=frozenset([part.task_id])).letters.get()
    (table,) = [b for b in snapshot_of(letter, today=DAY).blocks if hasattr(b, "rows")]
    assert table.rows[0][-1] == "印发当天"
    issued = scene.issued(letter, now=later(1))
    (table,) = [b for b in snapshot_of(issued, today=DAY).blocks if hasattr(b, "rows")]
    assert table.rows[0][-1] == "2026年3月3日"


def test_a_draft_task_is_moved_as_a_whole(scene):
    part = scene.part(due_on=PAST)
    drafted(scene, part, moved={part.task_id: SOON})
    part.task.refresh_from_db()
    assert part.task.due_on == SOON


def test_of_a_task_handed_over_only_the_new_part_is_moved(scene):
    old = scene.owed(due_on=DAY)
    new = changes.add_part(
        old.task_id,
        actor=scene.clerk,
        now=later(1),
        unit=make.unit(scene.county, "县教育局"),
        role="responsible",
    )
    drafting.draft_handover(
        [old.task_id], actor=scene.clerk, now=later(7), past=PastDates({old.task_id: SOON})
    )
    letter = Letter.objects.get()
    scene.issued(letter, now=later(7))
    for part, due_on in ((old, DAY), (new, SOON)):
        part.refresh_from_db()
        assert part.due_on == due_on


def test_a_new_date_must_not_have_passed_too(scene):
    part = scene.part(due_on=PAST)
    with pytest.raises(Refused, match="也已过") as refused:
        drafted(scene, part, moved={part.task_id: date(2026, 3, 1)})
    assert set(refused.value.fields) == {f"due_{part.task_id}"}


def test_a_date_that_passes_before_the_issue_brings_the_letter_back(scene):
    part = scene.part(due_on=DAY)
    letter = scene.signed(drafted(scene, part).letters.get())
    with pytest.raises(Refused, match="的时限已过，请由负责人退稿"):
        issuing.issue(letter.pk, actor=scene.clerk, now=later(7))
    signing.reject(letter.pk, actor=scene.chief, now=later(7), reason="时限已过")
    with pytest.raises(Refused, match="的时限已过，请先到任务页改定时限"):
        signing.check(letter.pk, actor=scene.clerk, now=later(7))


def test_the_task_follows_the_date_its_parts_are_handed_over_with(scene):
    part = scene.part(due_on=PAST)
    second = make.part(part.task, make.unit(scene.county, "县教育局"), role="responsible", rank=2)
    batch = drafted(scene, part, confirmed=frozenset([part.task_id]))
    first, other = batch.letters.order_by("pk")
    scene.signed(other)
    scene.issued(first)
    scene_task = part.task
    scene_task.refresh_from_db()
    assert scene_task.due_on == DAY
    assert scene_task.events.filter(action="change_due", data__due_on=DAY.isoformat()).exists()
    issuing.issue(other.pk, actor=scene.clerk, now=later(1))  # on the next day: its own date
    scene_task.refresh_from_db()
    part.refresh_from_db()
    second.refresh_from_db()
    assert (scene_task.due_on, part.due_on, second.due_on) == (DAY, DAY, later(1).date())


@pytest.mark.parametrize("handed_over", [True, False])
def test_a_new_date_far_off_is_refused_beside_its_task(scene, handed_over):
    part = scene.part(due_on=PAST)
    if handed_over:
        scene.issued(drafted(scene, part, confirmed=frozenset([part.task_id])).letters.get())
        unit = make.unit(scene.county, "县教育局")
        who = {"actor": scene.clerk, "now": at()}
        part = changes.add_part(part.task_id, unit=unit, role="responsible", **who)
    with pytest.raises(Refused, match="核对年份") as caught:
        drafted(scene, part, moved={part.task_id: date(2206, 3, 20)})
    assert set(caught.value.fields) == {f"due_{part.task_id}"}
