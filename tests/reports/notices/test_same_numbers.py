"""One number, one place: page, rows, docx, xlsx, figures.json and dashboard at the same as-of."""

import io
import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from reports.docx import render
from reports.figures.campaign import campaign_figures
from reports.figures.counts import Counts
from reports.figures.opened import NUMBERS, rows_behind
from reports.pages.notice_figures import figure_table, unit_table
from reports.services.bulk import make_counties
from reports.services.letters.building import shown
from reports.services.notices.annex import annex_of
from reports.services.notices.compiling import compile_notice
from reports.services.notices.files import draft_files
from tests.reports.conftest import MONDAY
from tests.reports.notices.world import text_of
from units.access import Seat
from units.choices import Role
from units.clock import local_date
from units.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.core]
NOVEMBER = local_date(MONDAY).replace(day=1)


def clerk_of(campaign) -> Seat:
    seats = Membership.objects.select_related("user", "county")
    membership = seats.get(county=campaign.county, role=Role.OFFICE_CLERK)
    return Seat(membership.user, membership)


def compiled(campaign):
    return compile_notice(campaign, period=NOVEMBER, actor=clerk_of(campaign), now=MONDAY)


@pytest.fixture
def notice(busy):
    return compiled(busy)


def test_every_number_is_the_count_of_the_rows_it_opens(notice):
    figures = notice.figures
    opened = {row.name: row.value for row in figure_table(figures)}
    assert {name: len(rows_behind(figures, name)) for name in opened} == opened
    for line in unit_table(figures):
        for name, value in line.cells:
            assert len(rows_behind(figures, name, unit_id=line.id)) == value
    for line in figures["chapters"]:
        for name in Counts._fields:
            rows = rows_behind(figures, name, chapter_id=line["id"])
            assert len(rows) == line["counts"][name]
    for name, value in figures["month"].items():
        assert len(rows_behind(figures, f"month-{name}")) == value
    for name, value in figures["letters"].items():
        assert len(rows_behind(figures, name.replace("_", "-"))) == value


def test_every_number_has_rows_that_can_be_opened(notice):
    assert {row.name for row in figure_table(notice.figures)} <= set(NUMBERS)
    assert rows_behind(notice.figures, "overdue")
    with pytest.raises(KeyError):
        rows_behind(notice.figures, "nothing")


def test_the_same_as_the_dashboard_at_the_same_as_of(busy, notice):
    figures = campaign_figures(busy, as_of=MONDAY).as_json()
    assert {key: notice.figures[key] for key in figures} == figures


def test_the_files_say_what_the_page_says(busy, notice, tmp_path, monkeypatch):
    made = draft_files(busy, period=NOVEMBER, now=MONDAY)
    assert made.figures == notice.figures
    document = text_of(render(shown(notice.letter, today=local_date(MONDAY))))
    assert text_of(made.docx) == document
    total, tasks = notice.figures["total"], notice.figures["tasks"]
    for words in (
        f"已交办任务{tasks['issued'] + tasks['closed']}项",
        f"承办事项{total['parts']}项",
        f"到期应完成的承办事项{total['expected']}项，已办结{total['done']}项",
        f"完成率{total['done_rate']:g}%",
        f"按时办结{total['on_time']}项，按时率{total['on_time_rate']:g}%（完成率、按时率均按应完成数计算）",
        f"{total['overdue']}项承办事项超过办理时限",
    ):
        assert words in document
    sheet, chapters = load_workbook(io.BytesIO(annex_of(notice.figures))).worksheets
    assert load_workbook(io.BytesIO(made.xlsx)).sheetnames == [sheet.title, chapters.title]
    in_sheet = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    in_paper = [
        line.split()
        for line in document.splitlines()
        if re.match(r"\d+ .*(已销号|待销号|办理中|商请协助)$", line)
    ]
    assert len(in_sheet) == len(in_paper) == len(notice.figures["progress"])
    for sheet_row, paper_row, line in zip(
        in_sheet, in_paper, notice.figures["progress"], strict=True
    ):
        done = "—" if line["done"] is None else line["done"]
        assert sheet_row[4:] == (line["parts"], done, line["state"])
        assert paper_row[-3:] == [str(line["parts"]), str(done), line["state"]]
    assert sum(row[4] for row in in_sheet) == total["parts"]
    by_chapter = [row for row in chapters.iter_rows(values_only=True) if isinstance(row[1], int)]
    assert [sum(row[i] for row in by_chapter) for i in range(1, 5)] == [
        total[name] for name in ("parts", "expected", "done", "on_time")
    ]
    monkeypatch.setattr("units.clock.now", lambda: MONDAY)
    where = [f"--campaign={busy.pk}", f"--period={NOVEMBER:%Y-%m}", f"--out={tmp_path}"]
    call_command("compile_notice", *where, stdout=io.StringIO())
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8")) == notice.figures


def test_compiling_asks_as_often_for_much_as_for_little(busy):
    counts = []
    for campaign in (busy, next(iter(make_counties(1, 500, now=MONDAY)))):
        clerk = clerk_of(campaign)
        with CaptureQueriesContext(connection) as queries:
            compile_notice(campaign, period=NOVEMBER, actor=clerk, now=MONDAY)
        counts.append(len(queries))
    assert campaign.county.units.count() >= 60
    assert counts == [28, 28]


def test_the_page_asks_as_often_for_much_as_for_little(busy, client):
    counts = []
    for campaign in (busy, next(iter(make_counties(1, 120, now=MONDAY)))):
        notice = compiled(campaign)
        clerk = clerk_of(campaign).user
        clerk.must_change_password = False
        clerk.save()
        client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/notices/{notice.pk}/")
        assert page.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30
