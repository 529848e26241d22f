"""The tree of indicators opens and closes; the ladder is changed and switched on; words are written."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from indicators.models import Campaign
from indicators.services.systems import load_starter
from reports.models import LadderStep, LetterHead, Wording
from reports.services.starting import set_up_county
from tests import factories as make
from units.choices import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(transactional_db):
    county = make.county()
    set_up_county(county)
    seat = make.seat(county, Role.OFFICE_CLERK)
    Campaign.objects.create(
        county=county,
        system=load_starter(actor=seat, county=county, now=make.at()),
        name="创建",
        level="nation",
        starts_on=date(2025, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    return seat


@pytest.fixture
def opened(new_page, live_server, office):
    """Give a page opened by the office."""

    def go(path, **size):
        client = Client()
        client.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
        page = new_page(**size)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )
        page.goto(path)
        return page

    return go


def test_branches_open_and_close(opened):
    page = opened("/indicators/")
    shown = page.locator("table.tree tbody tr:visible")
    assert shown.count() == 9
    first = page.locator("table.tree .l1 .twist").first
    first.click()
    assert first.get_attribute("aria-expanded") == "true"
    assert page.locator("table.tree .l2:visible").count() == 6
    assert page.locator("table.tree .l3:visible").count() == 0
    page.locator("table.tree .l2:visible .twist").first.click()
    assert page.locator("table.tree .l3:visible").count() > 0
    first.click()
    assert shown.count() == 9
    first.click()
    assert page.locator("table.tree .l3:visible").count() > 0


def test_a_method_leaves_its_indicators_open(opened):
    page = opened("/indicators/")
    page.locator(".chips").get_by_text("网络检索").click()
    assert page.locator("table.tree .l3:visible").count() == 37
    page.locator("table.tree .l3 a").first.click()
    assert page.locator("h1").inner_text().startswith("1.1.1")


def test_the_ladder_is_changed_and_switched_on(opened, office):
    page = opened("/settings/")
    page.get_by_role("link", name="督促提醒", exact=True).click()
    step = LadderStep.objects.get(county=office.county, code="t-5")
    page.fill(f"input[name=days-{step.pk}]", "4")
    page.get_by_text("保存规则并重新推算").click()
    assert page.get_by_text("到期前4个工作日提醒", exact=True).count() == 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="启用督促提醒").click()
    page.get_by_role("button", name="停用督促提醒").wait_for()
    assert LetterHead.objects.get(county=office.county).ladder_on


def test_nothing_hangs_over_on_a_phone(opened):
    page = opened("/settings/", width=360, height=740)
    for path in ("/settings/", "/settings/ladder/", "/settings/series/", "/indicators/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_a_blank_is_put_where_the_cursor_stands_and_the_paper_follows(opened):
    page = opened("/settings/wording/prompt/")
    field = page.locator("#id_closing")
    field.fill("此函。")
    field.evaluate("field => field.setSelectionRange(0, 0)")
    page.locator("button[data-insert='【单位】']").click()
    assert field.input_value() == "【单位】此函。"
    page.get_by_role("button", name="先看版面").click()
    page.locator("#paper .live", has_text="××局").wait_for()
    assert field.input_value() == "【单位】此函。"
    assert not Wording.objects.exists()
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("第 1 版").wait_for()
    assert Wording.objects.get().text == "【单位】此函。"
