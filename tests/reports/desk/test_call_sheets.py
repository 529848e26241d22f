"""催办清单 taken along: the lines of the page on paper and in the workbook."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.figures.sets import Moment
from reports.pages.desk.calls import call_list
from tests.reports.conftest import MONDAY, seat_in
from tests.reports.docx.reading import paragraphs
from units.choices import Role
from units.clock import local_date
from units.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(busy):
    return seat_in(busy, Role.OFFICE_CLERK)


@pytest.fixture
def calls(busy):
    return call_list(busy, Moment.of(busy.county_id, local_date(MONDAY)))


def test_the_paper_has_a_line_per_matter_with_the_telephone(browse, office, calls):
    answer = browse(office, "/calls/calls.docx")
    told = paragraphs(answer.content)
    assert "催办清单" in told
    matters = [(call, part) for call in calls for part in call.parts]
    assert matters
    for call, part in matters:
        assert any(part.title in line for line in told)
        assert any(call.phone in line for line in told)
    assert any(f"逾期{matters[0][1].days}个工作日" in line for line in told)
    assert str(len(matters)) in told
    assert any("截至2026年11月23日9时" in line for line in told)


def test_the_workbook_has_the_same_lines(browse, office, calls):
    answer = browse(office, "/calls/calls.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [(row[1], row[3], row[5], row[8]) for row in rows[3:-1]] == [
        (call.unit, call.phone, part.title, part.days or None)
        for call in calls
        for part in call.parts
    ]


def test_taking_it_along_is_audited_and_the_page_leads_to_it(browse, office):
    page = browse(office, "/calls/").content.decode()
    for name in ("calls.docx", "calls.xlsx"):
        assert f"/calls/{name}" in page
        browse(office, f"/calls/{name}")
    assert AuditEntry.objects.filter(action="calls.export").count() == 2
