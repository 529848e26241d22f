"""What the reading of a plan doubts or refuses, and how a doubt is settled."""

from datetime import date

import pytest

from tasks.models import PlanImport, Task
from tasks.services.plan_import import confirming, editing, marking, reading
from tests import factories as f
from tests.factories import at
from tests.tasks.services.plans import ITEM, confirm, read
from units.choices import GroupKind
from units.errors import Refused
from units.models import Unit, UnitGroup

pytestmark = [pytest.mark.core, pytest.mark.django_db]


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
