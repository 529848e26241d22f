"""审计: who did what, for auditors only, without business text."""

from io import BytesIO

import pytest
from django.db import connection
from openpyxl import load_workbook

from tests.units.factories import (
    NOON,
    a_county,
    a_unit,
    administrator,
    browser_of,
    liaison,
    office,
)
from units.models import AuditEntry
from units.services.audit import record_audit
from units.services.sealing import seal
from units.views import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    county = a_county()
    return office(county), liaison(a_unit(county, "县民政局"))


@pytest.fixture
def auditor(people):
    for seat, action in zip(people, ("unit.change", "password.change"), strict=True):
        record_audit(actor=seat, action=action, obj=seat.user, now=NOON)
    return browser_of(administrator("auditor"))


def shown(auditor, **wanted):
    return [entry["row"].action for entry in auditor.get("/audit/", wanted).context["shown"]]


def test_the_list_is_narrowed(auditor, people):
    assert shown(auditor) == ["password.change", "unit.change"]
    assert shown(auditor, username=people[0].user.username) == ["unit.change"]
    assert shown(auditor, action="password.change") == ["password.change"]
    assert shown(auditor, result="failed") == []
    assert shown(auditor, address="10.0.0.8") == ["password.change"]
    assert shown(auditor, start="2026-03-11", end="2026-03-11") != []
    assert shown(auditor, start="2026-03-12") == []
    assert shown(auditor, end="2026-03-10") == []
    assert shown(auditor, start="x") == []


def test_words_are_chinese(auditor):
    page = auditor.get("/audit/").content.decode()
    assert "修改单位" in page
    assert "人员账号" in page


def test_the_export_holds_the_same_rows_and_is_noted(auditor):
    answer = auditor.get("/audit/export/", {"action": "unit.change"})
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "修改单位" in cells
    assert "修改密码" not in cells
    assert AuditEntry.objects.latest("pk").action == "audit.export"


def test_an_export_that_is_cut_off_says_so(auditor, monkeypatch):
    monkeypatch.setattr(audit, "EXPORT_ROWS", 1)
    sheet = load_workbook(BytesIO(auditor.get("/audit/export/").content)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("只列出最近 1 条" in str(cell) for cell in cells)


def test_the_seals_are_checked_on_demand(auditor):
    seal(NOON)
    assert "没有发现改动" in auditor.post("/audit/check/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE units_auditentry SET action = 'x' WHERE action = 'unit.change'")
    assert "与内容不符" in auditor.post("/audit/check/").content.decode()


def test_nobody_else_reads_it(people):
    for seat in (*people, administrator(), administrator("secadmin")):
        browser = browser_of(seat)
        assert browser.get("/audit/").status_code == 403
        assert browser.get("/audit/export/").status_code == 403
        assert browser.post("/audit/check/").status_code == 403
