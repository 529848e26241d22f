"""创建总览 and 今日待办 as people see them: drawn, clickable, on one sheet, on a phone."""

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client

from reports.services.bulk import make_counties
from tests.reports.conftest import seat_in
from units import clock
from units.choices import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A4_LANDSCAPE = (842, 595)


@pytest.fixture
def campaign(transactional_db):
    return next(make_counties(1, 24, now=clock.now()))


@pytest.fixture
def opened(new_page, live_server, campaign):
    """Give a page opened as somebody of the county."""

    def go(role, path, **size):
        client = Client()
        client.force_login(
            seat_in(campaign, role).user, backend="django.contrib.auth.backends.ModelBackend"
        )
        page = new_page(**size)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )
        page.goto(path)
        return page

    return go


def test_charts_are_drawn_and_a_number_opens_its_rows(opened):
    page = opened(Role.LEADER, "/dashboard/?scope=all")
    assert page.locator("[data-chart] canvas").count() == 3
    tile = page.locator(".tile-late .v > a")
    number = int(tile.inner_text())
    tile.click()
    assert page.locator("h1").inner_text() == "逾期"
    assert page.locator("tbody tr").count() == number


def test_it_prints_on_one_sheet_lying_down(opened):
    page = opened(Role.LEADER, "/dashboard/?scope=all")
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(sheets) == 1
    assert tuple(round(side) for side in sheets[0].get_size()) == A4_LANDSCAPE
    text = sheets[0].get_textpage().get_text_bounded()
    for words in ("单位 × 章", "需协调事项", "未来四周到期", "应完成与已办结", "截至"):
        assert words in text
    sheets.close()


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.LEADER, "/dashboard/"),
        (Role.OFFICE_CLERK, "/"),
        (Role.OFFICE_CLERK, "/calls/"),
        (Role.LIAISON, "/"),
        (Role.LEADER, "/late/"),
    ],
)
def test_nothing_runs_over_the_edge_of_a_phone(opened, role, path):
    page = opened(role, path, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
