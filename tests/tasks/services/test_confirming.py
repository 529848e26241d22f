"""A plan confirmed: all its tasks with their parts and groups, or none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.models import Assignment, Plan, Task, TaskEvent, TaskGroup
from tasks.services.plan_import import confirming, editing
from tests.factories import at
from tests.tasks.services.plans import confirm, read
from units.choices import Relation
from units.errors import Refused
from units.models import AuditEntry, Unit, UnitAlias, UnitGroup

pytestmark = [pytest.mark.core, pytest.mark.django_db]


def test_tasks_stand_in_order_with_chapter_parts_and_groups(office):
    plan = confirm(office, read(office, 3))
    tasks = list(plan.tasks.order_by("position"))
    assert [task.title for task in tasks] == [f"落实第{n}项重点工作" for n in (1, 2, 3)]
    assert {(task.state, task.chapter.title[-6:]) for task in tasks} == {("draft", "强化组织领导")}
    for task in tasks:
        parts = task.assignments.order_by("rank")
        assert [(p.unit.short, p.role, p.rank, p.state) for p in parts] == [
            ("县司法局", "lead", 1, "draft"),
            ("县财政局", "responsible", 2, "draft"),
        ]
        (group,) = task.groups.all()
        assert (group.group.name, group.role, group.mode) == ("各乡镇", "responsible", "named")


def test_a_group_taken_one_by_one_gives_each_member_a_part(office):
    found = read(office, 2)
    editing.decide_word(
        found.pk,
        "各乡镇",
        actor=office,
        now=at(),
        target="group",
        target_id=UnitGroup.objects.get(name="各乡镇").pk,
        modes={"lead": "each", "responsible": "each", "support": "named"},
    )
    confirm(office, found)
    for task in Task.objects.all():
        assert task.assignments.filter(unit__relation=Relation.TOWNSHIP).count() == 3
        assert task.groups.get().mode == "each"


def test_each_task_has_its_event_and_its_row_in_the_trail(office):
    plan = confirm(office, read(office, 3))
    for task in plan.tasks.all():
        event = TaskEvent.objects.get(task=task)
        assert (event.action, event.to_state, event.user, event.at) == (
            "import",
            "draft",
            office.user,
            at(),
        )
        row = AuditEntry.objects.get(action="task.import", object_id=str(task.pk))
        assert (row.membership, row.username, row.object_type) == (
            office.membership,
            office.user.username,
            "tasks.task",
        )


def test_the_same_plan_twice_is_refused_and_leaves_nothing(office):
    confirm(office, read(office, 2))
    found = read(office, 2)
    with pytest.raises(Refused, match="已经导入过"):
        confirm(office, found)
    assert (Plan.objects.count(), Task.objects.count()) == (1, 2)


def test_a_new_version_of_the_year_replaces_the_plan_before(office):
    first = confirm(office, read(office, 1))
    found = read(office, 2)
    found.title = "示例县2026年法治政府建设工作要点（修订）"
    found.save()
    second = confirm(office, found)
    first.refresh_from_db()
    assert (first.version, first.state) == (1, "replaced")
    assert (second.version, second.state) == (2, "current")
    assert first.tasks.count() == 1


def test_words_become_new_bodies_or_other_names(office):
    found = read(office, 1)
    row = found.rows[0]
    row["lead"], row["co"] = ["司法行政部门"], ["县新设局"]
    row["co_roles"] = ["responsible"]
    empty = {"certain": True, "suggestions": [], "modes": {}, "name": ""}
    justice = Unit.objects.get(short="县司法局")
    found.words = {
        "司法行政部门": empty | {"target": "unit", "id": justice.pk, "relation": ""},
        "县新设局": empty | {"target": "new", "id": None, "relation": "government"},
    }
    found.save()
    confirm(office, found)
    assert [alias.text for alias in justice.aliases.all()] == ["司法行政部门"]
    unit = Unit.objects.get(short="县新设局")
    assert set(Assignment.objects.values_list("unit_id", flat=True)) == {justice.pk, unit.pk}
    assert AuditEntry.objects.filter(action="unit.add", object_id=str(unit.pk)).exists()


def test_a_new_body_shares_no_word_with_another(office):
    """The office may have given the word to a body while the import was looked at."""
    found = read(office, 1)
    word = "县新设局"
    found.rows[0]["co"], found.rows[0]["co_roles"] = [word], ["responsible"]
    found.words[word] = {
        "target": "new",
        "id": None,
        "relation": "government",
        "certain": True,
        "suggestions": [],
        "modes": {},
        "name": word,
    }
    found.save()
    UnitAlias.objects.create(
        county=office.county, unit=Unit.objects.get(short="县财政局"), text=word
    )
    with pytest.raises(Refused, match="重复"):
        confirm(office, found)
    assert not Plan.objects.exists()
    assert not Unit.objects.filter(short=word).exists()


def gone(word):
    """The office deletes the group, or closes the unit, that the word was read to mean."""
    if word == "各乡镇":
        UnitGroup.objects.get(name=word).delete()
    else:
        Unit.objects.filter(short=word).update(active=False)


@pytest.mark.parametrize("word", ["各乡镇", "县财政局"])
def test_a_word_whose_unit_or_group_has_gone_is_decided_anew(office, word):
    found = read(office, 2)
    gone(word)
    with pytest.raises(Refused, match=f"请为“{word}”选择单位"):
        confirm(office, found)
    assert not Plan.objects.exists()
    unit = Unit.objects.get(short="县司法局")
    editing.decide_word(found.pk, word, actor=office, now=at(), target="unit", target_id=unit.pk)
    assert confirm(office, found).tasks.count() == 2


def test_a_word_that_no_task_uses_any_more_stops_nothing(office):
    found = read(office, 1)
    found.rows[0]["co"], found.rows[0]["co_roles"] = [], []
    found.save()
    gone("各乡镇")
    gone("县财政局")
    assert confirm(office, found).tasks.count() == 1


def test_doubts_nobody_looked_at_stop_it(office):
    found = read(office, 2)
    found.rows[0]["doubts"] = [{"code": "past_date", "message": "时限已过", "settled": False}]
    found.save()
    with pytest.raises(Refused, match="疑点"):
        confirming.confirm(found.pk, actor=office, now=at())
    assert not Assignment.objects.exists()
    assert not TaskGroup.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_tasks(office):
    counts = []
    for items in (5, 60):
        found = read(office, items)
        found.title = f"要点{items}"
        found.save()
        with CaptureQueriesContext(connection) as asked:
            confirm(office, found)
        counts.append(len(asked))
    assert counts[0] <= 40
    assert counts[1] <= counts[0] + 6  # SQLite writes fewer rows with one statement
