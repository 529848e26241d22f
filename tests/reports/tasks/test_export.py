"""任务清单 as Excel: the rows of the list under its filters, or the ticked ones."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.excel.tasks import HEAD
from tests import factories as f
from tests.reports.visiting import elsewhere
from units.models import AuditEntry


@pytest.fixture
def tasks(scene):
    """A draft, one handed over, one of another county."""
    elsewhere(scene)
    scene.issued(title="第一项", number="（二）", due_on=f.DAY)
    scene.draft(title="=草稿()", number="（一）")


def sheet(answer):
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    at = rows.index(next(row for row in rows if row[0] == HEAD[0]))
    return rows[1][0], [dict(zip(HEAD, row, strict=True)) for row in rows[at + 1 :]]


def test_what_the_list_shows(scene, visit, tasks):
    said, rows = sheet(visit.get(scene.office, "tasks-xlsx"))
    assert "共 2 项" in said
    assert [row["任务"] for row in rows] == ["第一项", "=草稿()"]
    first = rows[0]
    assert (first["编号"], first["牵头单位"], first["其他单位数"]) == ("（二）", "县司法局", 2)
    assert (first["分工数"], first["已办结"], first["状态"]) == (3, 0, "已交办")
    assert first["最近时限"].date() == f.DAY


def test_the_filters_rule_and_are_named(scene, visit, tasks):
    said, rows = sheet(
        visit.get(scene.office, "tasks-xlsx", state="issued", unit=scene.unit.pk, q="第一")
    )
    assert [row["任务"] for row in rows] == ["第一项"]
    assert "状态：已交办，单位：" in said
    assert "文字：第一" in said


def test_sorted_as_the_list_is(scene, visit, tasks):
    shown = visit.get(scene.office, "tasks", sort="event").context["rows"]
    _, rows = sheet(visit.get(scene.office, "tasks-xlsx", sort="event"))
    assert [row["任务"] for row in rows] == [row.task.title for row in shown]


def test_ticked_ones_only(scene, visit, tasks):
    part = scene.issued(title="勾选的")[0]
    answer = visit.post(scene.office, "tasks-xlsx", status=200, ids=[part.task_id, "x", "9" * 30])
    said, rows = sheet(answer)
    assert [row["任务"] for row in rows] == ["勾选的"]
    assert "勾选的任务，共 1 项" in said


def test_a_leader_gets_what_a_leader_sees(scene, visit, tasks):
    _, rows = sheet(visit.get(scene.leader, "tasks-xlsx"))
    assert [row["任务"] for row in rows] == ["第一项"]


def test_it_is_audited(scene, visit, tasks):
    visit.get(scene.office, "tasks-xlsx")
    assert AuditEntry.objects.latest("pk").action == "task.export"


def test_a_bad_filter_is_refused(scene, visit, tasks):
    assert "筛选条件有误" in visit.get(scene.office, "tasks-xlsx", status=400, unit="x").text_


def test_before_the_first_campaign(scene, visit):
    scene.campaign.__class__.objects.update(active=False)
    assert "没有任务可以导出" in visit.get(scene.office, "tasks-xlsx", status=400).text_


@pytest.mark.parametrize("who", ["owner", "expert", "inspector"])
def test_of_no_use_to_who_has_no_list(scene, visit, who):
    visit.get(getattr(scene, who), "tasks-xlsx", status=403)


def test_the_list_offers_it_with_its_own_filters(scene, visit, tasks):
    text = visit.get(scene.office, "tasks", state="issued", page="1").text_
    assert text.count("/tasks/tasks.xlsx?state=issued") == 2
