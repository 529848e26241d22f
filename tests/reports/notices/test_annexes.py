"""The annexes of a 通报: chosen by the office, the same rows in docx and xlsx, from frozen facts."""

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from reports.docx import render
from reports.docx.snapshot import Table
from reports.letters.narrative import PASSAGES
from reports.letters.notice_annexes import ANNEXES
from reports.services.letters import after
from reports.services.letters.building import shown
from reports.services.notices import editing
from reports.services.notices.annex import workbook_of
from tasks.choices import PartRole
from tasks.models import Assignment
from tasks.services import extensions
from tasks.services.workflow import ACTIONS
from tests import factories as make
from tests.reports.notices.world import CLEARED, COMPILED, DUE, text_of
from units.choices import Relation
from units.clock import local_date, moment

pytestmark = pytest.mark.django_db
DAY = local_date(CLEARED)
ALL = tuple(ANNEXES)


def choose(scene, notice, *names):
    words = {name: notice.narrative[name] for name in PASSAGES}
    editing.edit_notice(
        notice.pk,
        actor=scene.clerk,
        now=COMPILED,
        title=notice.letter.title,
        texts=words,
        towns=False,
        annexes=names,
    )
    notice.refresh_from_db()
    return notice


def paper(notice):
    return shown(notice.letter, today=DAY)


def rows_of(notice, title):
    """Return the rows of an annex on paper, None where it is not annexed."""
    found = [annex for annex in paper(notice).annexes if annex.title.endswith(title)]
    return [list(row) for row in found[0].blocks[0].rows] if found else None


def sheets_of(notice):
    return load_workbook(io.BytesIO(workbook_of(notice, today=DAY))).sheetnames


def test_the_progress_table_alone_unless_others_are_chosen(scene):
    scene.prompted()
    notice, _ = scene.checked()
    assert [annex.title for annex in paper(notice).annexes] == ["2026年3月重点任务进展情况表"]
    assert sheets_of(notice) == ["任务进展", "各章进展"]


def test_what_has_no_rows_is_not_annexed(scene):
    notice = choose(scene, scene.compile(), *ALL)
    assert len(paper(notice).annexes) == 1
    assert sheets_of(notice) == ["任务进展", "各章进展"]
    notice = choose(scene, notice)
    assert paper(notice).annexes == ()
    assert sheets_of(notice) == ["各章进展"]


def test_the_late_list_names_only_units_that_may_be_named(scene):
    """As an annex it takes the place of the table in the text, in docx and xlsx alike."""
    for unit in (scene.unit, scene.other):
        scene.prompted(unit)
    scene.late(scene.other, title="没有提示过的任务")
    notice, _ = scene.checked()
    assert any(isinstance(block, Table) for block in paper(notice).blocks)
    notice = choose(scene, notice, "progress", "late")
    rows = rows_of(notice, "逾期事项清单")
    assert [row[1] for row in rows] == ["县司法局", "县教育局"]
    assert [row[3] for row in rows] == ["2026年3月10日"] * 2
    assert not any(isinstance(block, Table) for block in paper(notice).blocks)
    text = text_of(render(paper(notice)))
    assert "县司法局等2个单位的2项具体情况见附件2。" in text
    assert "附件2" in text
    sheet = load_workbook(io.BytesIO(workbook_of(notice, today=DAY)))["逾期事项"]
    cells = [row for row in sheet.iter_rows(values_only=True) if row[0] in (1, 2)]
    assert [row[1] for row in cells] == ["县司法局", "县教育局"]
    assert cells[0][3].date() == DUE
    assert "没有提示过的任务" not in f"{cells}"


def test_every_annex_stands_on_a_turned_sheet(scene):
    scene.prompted()
    scene.prompted(scene.other)
    notice = choose(scene, scene.checked()[0], *ALL)
    annexes = paper(notice).annexes
    assert [annex.landscape for annex in annexes] == [True, True, True]
    assert [annex.title for annex in annexes] == [
        "2026年3月重点任务进展情况表",
        "2026年3月逾期事项清单",
        "2026年3月文书签收情况表",
    ]


def test_problems_are_told_by_task_without_words_persons_or_scores(scene):
    objected, asking = scene.late(), scene.late(due_on=date(2026, 4, 20))
    ACTIONS["object"](
        objected.pk,
        actor=scene.liaison,
        now=moment(objected.issued_on, 15),
        reason="张三说不归我们",
    )
    extensions.ask(
        asking.pk,
        actor=scene.liaison,
        now=COMPILED,
        reason="人手不足",
        wanted_due_on=date(2026, 5, 29),
    )
    often = scene.late(scene.other)
    Assignment.objects.filter(pk=often.pk).update(return_count=2, state="returned")
    once = scene.late(scene.other)
    Assignment.objects.filter(pk=once.pk).update(return_count=1, state="returned")
    notice = choose(scene, scene.compile(), "problems")
    rows = rows_of(notice, "问题清单")
    assert [
        (row[1].startswith(part.task.number), row[4])
        for row, part in zip(rows, (objected, asking, often), strict=True)
    ] == [
        (True, "1个单位申请调整分工，承办单位待明确"),
        (True, "1个单位申请延期，待答复"),
        (True, "1项承办事项的材料退回修改2次以上，尚未通过审核"),
    ]
    assert "张三" not in f"{notice.figures}"
    assert "人手不足" not in f"{notice.figures}"


def test_a_lead_waits_for_a_unit_that_is_named_only_where_it_may_be(scene):
    task = make.task(scene.campaign, due_on=DUE)
    bodies = ((scene.unit, PartRole.LEAD), (scene.other, PartRole.RESPONSIBLE))
    _, waited = make.issued(task, *bodies, by=scene.clerk)
    notice = choose(scene, scene.compile(), "problems")
    assert rows_of(notice, "问题清单")[0][4] == "待1个责任单位报送后由牵头单位汇总"
    scene.remind(waited)
    scene.prompt(waited)
    notice = choose(scene, scene.checked(scene.compile(COMPILED))[0], "problems")
    assert rows_of(notice, "问题清单")[0][4] == "待县教育局报送后由牵头单位汇总"


def test_bodies_that_may_only_be_asked_are_no_problem(scene):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    task = make.task(scene.campaign, due_on=DUE)
    (part,) = make.issued(task, (court, PartRole.RESPONSIBLE), by=scene.clerk)
    Assignment.objects.filter(pk=part.pk).update(return_count=3, state="returned")
    notice = scene.compile()
    assert notice.figures["problems"] == []


def test_receipts_are_counted_by_day_and_kind_and_name_no_unit(scene):
    first = scene.prompt(scene.late())
    scene.prompt(scene.late(scene.other))
    after.receive(first.pk, actor=scene.liaison, now=moment(date(2026, 3, 18), 9))
    last = scene.prompt(scene.late(), day=date(2026, 3, 24))
    notice = choose(scene, scene.compile(), "receipts")
    rows = rows_of(notice, "文书签收情况表")
    assert [row[1:] for row in rows] == [
        ["提示函", f"{first.number_text}等2件", "2026年3月17日", "2", "2", "1", "1"],
        ["提示函", last.number_text, "2026年3月24日", "1", "1", "0", "1"],
    ]
    assert "县教育局" not in f"{rows}"


def test_a_request_and_other_months_are_not_among_the_receipts(scene):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    task = make.task(scene.campaign, due_on=DUE + timedelta(days=60))
    make.issued(task, (court, PartRole.SUPPORT), by=scene.clerk)
    scene.prompt(scene.late())
    april = scene.compile(moment(date(2026, 4, 10), 9), period=date(2026, 4, 1))
    assert april.figures["receipts"] == []
    assert [row["unit"] for row in scene.compile().figures["receipts"]] == ["县司法局"]


def test_a_new_version_keeps_the_choice_and_the_issued_files_say_the_same(scene):
    scene.prompted()
    scene.prompted(scene.other)
    notice, _ = scene.checked()
    choose(scene, notice, "progress", "late")
    again = scene.compile(moment(local_date(COMPILED), 18))
    assert again.narrative["annexes"] == ["progress", "late"]
    scene.issue_notice(again)
    again.refresh_from_db()
    assert again.letter.frozen["annexes"][1]["title"] == "2026年3月逾期事项清单"
    assert sheets_of(again) == ["任务进展", "逾期事项", "各章进展"]


def test_the_page_asks_which_annexes_and_shows_them_at_once(scene, go):
    scene.prompted()
    notice = scene.compile()
    page = go(scene.clerk, "notice", notice.pk).content.decode()
    assert all(kind.title in page for kind in ANNEXES.values())
    form = {
        **{name: notice.narrative[name] for name in PASSAGES},
        "title": notice.letter.title,
        "version": notice.letter.version,
        "annexes": ["progress", "receipts"],
    }
    assert (
        "文书签收情况表" in go(scene.clerk, "notice-preview", notice.pk, data=form).content.decode()
    )
    assert go(scene.clerk, "notice-edit", notice.pk, data=form).status_code == 302
    notice.refresh_from_db()
    assert notice.narrative["annexes"] == ["progress", "receipts"]
    wrong = go(
        scene.clerk, "notice-edit", notice.pk, data={**form, "version": 99, "annexes": ["x"]}
    )
    assert "没有这种附件" in wrong.content.decode()


@pytest.mark.parametrize("name", ["problems", "receipts"])
def test_what_the_annexes_count_can_be_opened(scene, go, name):
    task = make.task(scene.campaign, due_on=DUE)
    bodies = ((scene.unit, PartRole.LEAD), (scene.other, PartRole.RESPONSIBLE))
    lead, _ = make.issued(task, *bodies, by=scene.clerk)
    scene.prompt(lead)
    notice = scene.compile()
    page = go(scene.clerk, "notice-rows", notice.pk, name).content.decode()
    assert {"problems": "牵头单位待其报送", "receipts": "待签收"}[name] in page
