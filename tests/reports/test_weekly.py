"""每周调度表: the same numbers as desk and dashboard, on page, paper and in the workbook."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.figures.campaign import campaign_figures
from reports.figures.sets import Moment
from reports.figures.weekly import NAMES, week_lines
from reports.figures.weeks import next_weeks
from tasks.models import Assignment
from tests.reports.conftest import MONDAY, seat_in
from tests.reports.docx.reading import paragraphs
from units.choices import Role
from units.clock import local_date
from units.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def office(busy):
    return seat_in(busy, Role.OFFICE_CLERK)


@pytest.fixture
def moment(busy):
    return Moment.of(busy.county_id, local_date(MONDAY))


def test_its_columns_add_up_to_what_others_count(busy, moment):
    lines = week_lines(busy, moment)
    sums = {name: sum(line.counts[name] for line in lines) for name in NAMES}
    weeks = next_weeks(busy, moment)
    total = campaign_figures(busy, as_of=MONDAY).total
    assert sums == {
        "this_week": weeks[0].due,
        "next_week": weeks[1].due,
        "overdue": total.overdue,
        "waiting": total.submitted,
    }
    assert total.overdue > 0
    assert sum(sums.values()) > total.overdue


def test_what_answers_to_a_lead_stands_with_that_lead(busy, moment):
    line = next(line for line in week_lines(busy, moment) if line.counts["overdue"])
    part = Assignment.objects.get(pk=line.urgent[0].part_id)
    other = Assignment.objects.filter(campaign=busy).exclude(unit=part.unit_id).first()
    Assignment.objects.filter(pk=part.pk).update(answers_to=other)
    found = {row.unit_id: row for row in week_lines(busy, moment)}[other.unit_id]
    assert part.pk in [fact.part_id for fact in found.urgent]


def test_late_matters_come_first(busy, moment):
    for line in week_lines(busy, moment):
        late = [fact.days_late > 0 for fact in line.urgent]
        assert late[: line.counts["overdue"]] == sorted(late[: line.counts["overdue"]])[::-1]
        assert len(late) == line.counts["overdue"] + line.counts["this_week"]


def test_page_paper_and_workbook_say_the_same(browse, busy, office):
    sheet = browse(office, "/notices/weekly/").context["sheet"]
    page = browse(office, "/notices/weekly/").content.decode()
    told = paragraphs(browse(office, "/notices/weekly/weekly.docx").content)
    book = load_workbook(BytesIO(browse(office, "/notices/weekly/weekly.xlsx").content))
    rows = list(book["各单位"].iter_rows(values_only=True))
    assert "每周调度表（11月23日至29日）" in told
    assert "不编号、不印发" in page
    for line in sheet.lines:
        assert line.unit in page
        assert line.unit in told
    assert [row[1] for row in rows[3:-2]] == [line.unit for line in sheet.lines]
    assert list(rows[-2][2:6]) == [sheet.totals[name] for name in NAMES]
    assert sheet.todos
    for todo in sheet.todos:
        assert todo.label in page
        assert todo.label in told
    assert AuditEntry.objects.filter(action="weekly.export").count() == 2
