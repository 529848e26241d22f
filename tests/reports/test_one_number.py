"""One number, one place: page, API, ledger, late list and 通报 at the same moment say the same."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.excel.ledger import SUMS
from reports.figures.campaign import campaign_figures
from reports.figures.month import month_figures
from reports.figures.sets import Moment
from reports.services.days import count_day
from tests.reports.conftest import MONDAY, seat_in
from units.choices import Role
from units.clock import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def told(campaign):
    """Return the figures of the 通报 of that month, compiled at that moment."""
    day = local_date(MONDAY)
    return month_figures(
        campaign, period=day, as_of=MONDAY, moment=Moment.of(campaign.county_id, day)
    )


def test_page_api_ledger_and_notice_agree(browse, busy):
    office = seat_in(busy, Role.OFFICE_CLERK)
    figures = campaign_figures(busy, as_of=MONDAY).as_json()

    page = browse(office, "/dashboard/").context["page"]
    assert page.figures.as_json() == figures
    assert browse(office, "/api/v1/figures/").json() == figures
    notice = told(busy)
    assert {key: notice[key] for key in figures} == figures

    answer = browse(office, "/ledger.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    sums = list(book["各单位汇总"].iter_rows(values_only=True))[-1]
    assert sums[2 : 2 + len(SUMS)] == tuple(figures["total"][name] for name in SUMS)

    late = browse(office, "/late/").context
    assert late["count"] == figures["total"]["overdue"] == len(notice["late"])
    desk = browse(office, "/").context["desk"]
    assert desk.late_parts == figures["total"]["overdue"]
    assert len(desk.queue.all) == figures["total"]["submitted"]

    day = count_day(busy, now=MONDAY)
    assert (day.expected, day.done, day.overdue) == tuple(
        figures["total"][name] for name in ("expected", "done", "overdue")
    )


def test_late_facts_of_list_and_notice_are_the_same(browse, busy):
    notice = told(busy)
    groups = browse(seat_in(busy, Role.LEADER), "/late/").context["groups"]
    shown = [fact.as_json() for _, facts in groups for fact in facts]
    rows = [{key: row[key] for key in shown[0]} for row in notice["late"]]
    assert shown == rows
