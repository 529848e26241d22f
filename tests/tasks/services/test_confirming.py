"""A plan confirmed: all its tasks with their parts and groups, or none."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.models import Assignment, Plan, PlanImport, Task, TaskEvent, TaskGroup
from tasks.services.plan_import import confirming, editing, marking, reading
from tests import factories as f
from tests.factories import at
from units.choices import GroupKind, Relation, Role
from units.errors import Refused
from units.models import AuditEntry, Unit, UnitAlias, UnitGroup

pytestmark = [pytest.mark.core, pytest.mark.django_db]
ITEM = "{n}.落实第{n}项重点工作。建立台账，按时报送。\n牵头单位：县司法局\n责任单位：县财政局、各乡镇\n完成时限：11月底前\n"


@pytest.fixture
def office(db):
    county = f.county()
    for short in ("县司法局", "县财政局"):
        f.unit(county, short)
    for n in range(3):
        f.unit(county, f"{n}号镇", relation=Relation.TOWNSHIP)
    UnitGroup.objects.create(
        county=county, name="各乡镇", kind=GroupKind.CLOSED, relations=[Relation.TOWNSHIP]
    )
    return f.seat(county, Role.OFFICE_CLERK)


def read(office, items):
    text = "示例县2026年法治政府建设工作要点\n\n一、强化组织领导\n" + "".join(
        ITEM.format(n=n) for n in range(1, items + 1)
    )
    campaign = office.county.campaigns.first() or f.campaign(office.county)
    return reading.start(
        campaign, actor=office, now=at(), year=2026, filename="plan.txt", data=text.encode()
    )


def confirm(office, found):
    return confirming.confirm(
        found.pk, actor=office, now=at(), doubts_checked=True, whole_checked=True
    )


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


def test_a_group_that_leads_without_members_is_doubted_and_listed_as_a_whole(office):
    group = UnitGroup.objects.create(
        county=office.county, name="执法协调小组成员单位", kind=GroupKind.CLOSED
    )
    text = (
        "1.规范裁量基准。\n牵头单位：执法协调小组成员单位\n责任单位：县财政局\n完成时限：11月底前\n"
    )
    found = reading.start(
        f.campaign(office.county),
        actor=office,
        now=at(),
        year=2026,
        filename="plan.txt",
        data=f"示例县2026年法治政府建设工作要点\n\n一、规范执法\n{text}".encode(),
    )
    (doubt,) = found.rows[0]["doubts"]
    assert "分组“执法协调小组成员单位”还没有成员名单" in doubt["message"]
    with pytest.raises(Refused, match="疑点"):
        confirming.confirm(found.pk, actor=office, now=at())
    task = confirm(office, found).tasks.get()
    assert [(row.group, row.role, row.mode) for row in task.groups.all()] == [
        (group, "lead", "named")
    ]
    assert [part.unit.short for part in task.assignments.all()] == ["县财政局"]


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


def test_a_doubt_is_settled_by_the_name_it_is_about_and_no_other(office):
    found = read(office, 1)
    row = found.rows[0]
    row["lead"] = ["县司法局", "司法"]
    about = {"code": "uncertain_unit", "field": "lead", "settled": False}
    row["doubts"] = [
        about | {"word": "司法", "message": "“司法”与单位名录不完全一致，疑为“县司法局”，请确认。"},
        about | {"word": "县司法局", "message": "换了说法，句中没有这个名称。"},
    ]
    found.save()
    unit = Unit.objects.get(short="县司法局")
    facts = {"target": "unit", "target_id": unit.pk}
    found = editing.decide_word(found.pk, "县司法局", actor=office, now=at(), **facts)
    assert [doubt["settled"] for doubt in found.rows[0]["doubts"]] == [False, True]


def test_doubts_of_a_reading_say_which_name_they_are_about(office):
    Unit.objects.filter(short="县财政局").delete()
    UnitGroup.objects.all().delete()
    doubts = read(office, 1).rows[0]["doubts"]
    about = {doubt["word"] for doubt in doubts if doubt["code"].endswith("_unit")}
    assert about == {"县财政局", "各乡镇"}


def test_words_of_secrecy_are_not_taken_in(office):
    campaign = f.campaign(office.county)
    text = f"示例县2026年法治政府建设工作要点\n{ITEM.format(n=1)}绝密★一年\n"
    with pytest.raises(Refused, match="绝密") as caught:
        reading.start(
            campaign, actor=office, now=at(), year=2026, filename="plan.txt", data=text.encode()
        )
    assert "file" in caught.value.fields
    assert not PlanImport.objects.exists()
    found = read(office, 1)
    row = found.rows[0]
    for field in ("title", "requirement"):
        words = {"title": row["title"], "requirement": "按时报送", field: "按内部资料办理"}
        with pytest.raises(Refused, match="内部资料") as caught:
            editing.edit_row(
                found.pk,
                row["key"],
                actor=office,
                now=at(),
                number="1",
                due_on=None,
                long_term=True,
                lead=row["lead"],
                co=row["co"],
                **words,
            )
        assert set(caught.value.fields) == {field}


def test_numbers_and_units_are_printed_full_width_and_the_source_keeps_its_own(office):
    campaign = f.campaign(office.county)
    items = (
        "1.完成甲事项。\n牵头单位：县司法局\n责任单位：各乡镇<街道办>\n完成时限：11月底前\n"
        "(二)完成乙事项。\n牵头单位：县司法局\n完成时限：11月底前\n"
    )
    text = f"示例县2026年法治政府建设工作要点\n\n一、强化领导\n{items}".encode()
    found = reading.start(
        campaign, actor=office, now=at(), year=2026, filename="plan.txt", data=text
    )
    shown = [(row["number"], row["title"], row["co"]) for row in found.rows]
    assert shown == [("1.", "完成甲事项", ["各乡镇（街道办）"]), ("（二）", "完成乙事项", [])]
    assert "各乡镇（街道办）" in found.words
    assert "各乡镇<街道办>" in found.text
    assert "unit" in {p.kind for line in marking.passages(found) for p in line.pieces}


def test_a_group_written_half_width_is_decided_once_not_doubted_item_by_item(office):
    UnitGroup.objects.create(
        county=office.county, name="各相关部门（单位）", kind=GroupKind.OPEN, relations=[]
    )
    items = "1.完成甲事项。\n牵头单位：县司法局\n责任单位：各相关部门(单位)\n完成时限：11月底前\n"
    text = f"示例县2026年法治政府建设工作要点\n\n一、强化领导\n{items}".encode()
    found = reading.start(
        f.campaign(office.county), actor=office, now=at(), year=2026, filename="a.txt", data=text
    )
    assert found.words["各相关部门（单位）"]["target"] == "group"
    assert found.rows[0]["doubts"] == []


def test_doubts_said_to_be_checked_are_settled_in_the_record(office):
    found = read(office, 1)
    found.rows[0]["doubts"] = [
        {"code": "several_dates", "message": "有两个日期", "field": "due_on", "settled": False}
    ]
    found.save()
    confirm(office, found)
    found.refresh_from_db()
    assert [d["settled"] for row in found.rows for d in row["doubts"]] == [True]


def test_a_date_far_off_is_refused_by_the_place_it_stands_at(office):
    found = read(office, 2)
    found.rows[1]["due_on"] = "2206-03-31"
    found.save()
    with pytest.raises(Refused, match=r"第2项“.+”的时限2206年3月31日离现在太远"):
        confirm(office, found)
    assert not Task.objects.exists()
    row = found.rows[1]
    with pytest.raises(Refused, match="核对年份") as caught:
        editing.edit_row(
            found.pk,
            2,
            actor=office,
            now=at(),
            number="2",
            title=row["title"],
            requirement="",
            due_on=date(9999, 12, 31),
            long_term=False,
            lead=row["lead"],
            co=row["co"],
        )
    assert set(caught.value.fields) == {"due_on"}
    found.rows[1]["dropped"] = True
    found.save()
    confirm(office, found)
    assert Task.objects.count() == 1
