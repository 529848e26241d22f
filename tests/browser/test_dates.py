"""Dates: a Chinese calendar under the mouse, days typed by hand, the phone's own wheel; and ticks."""

import pytest
from django.conf import settings
from django.test import Client

from tests import factories as make
from units.choices import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(transactional_db):
    county = make.county()
    campaign = make.campaign(county)
    for number in range(3):
        make.task(campaign, title=f"第{number}项")
    return make.seat(county, Role.OFFICE_CLERK)


@pytest.fixture
def log_in(office, live_server):
    """Give the page's browser the session of the office."""
    client = Client()
    client.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME

    def go(page):
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return page

    return go


@pytest.fixture
def due(page, log_in):
    """The field of a form of the office, with its calendar."""
    log_in(page).goto("/tasks/new/")
    field = page.locator("input[name=due_on].flatpickr-input")
    field.wait_for()
    return field


def test_a_day_is_picked_from_a_chinese_calendar(page, due):
    due.click()
    calendar = page.locator(".flatpickr-calendar.open")
    assert calendar.locator(".flatpickr-weekday").first.inner_text().strip() == "周一"
    calendar.locator(".flatpickr-day:not(.prevMonthDay)", has_text="15").first.click()
    assert due.input_value().endswith("-15")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-30", "2026-11-30"),
        ("2026/12/1", "2026-12-01"),
        ("2026年12月5日", "2026-12-05"),
        ("2026-02-31", "2026-02-31"),
        ("四月底", "四月底"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("leave", ["key", "mouse"])
def test_a_day_may_be_typed_and_what_is_none_stays(page, due, typed, read, leave):
    due.fill(typed)
    if leave == "key":
        due.press("Tab")
    else:
        page.locator("h1").click()
    page.wait_for_timeout(50)
    assert due.input_value() == read


def test_what_is_no_day_comes_back_with_its_sentence(page, due, watch):
    watch.expected = ["400"]
    page.fill("input[name=title]", "任务")
    page.fill("textarea[name=requirement]", "要求")
    due.fill("四月底")
    page.locator("h1").click()
    page.locator("main form button[type=submit]").click()
    page.locator(".form-row .error", has_text="日期格式不对").wait_for()
    page.locator("input[name=due_on].flatpickr-input").wait_for()
    assert page.input_value("input[name=due_on]") == "四月底"


def test_a_phone_keeps_its_own(browser, live_server, watch, log_in):
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    watch.on(page)
    log_in(page).goto("/tasks/new/", wait_until="networkidle")
    assert page.get_attribute("input[name=due_on]", "type") == "date"
    assert page.evaluate("window.flatpickr === undefined")
    context.close()


def test_the_bar_comes_with_the_first_tick_and_goes_with_the_last(page, log_in):
    log_in(page).goto("/tasks/")
    bar = page.locator(".pick-bar")
    assert not bar.is_visible()
    page.locator("tbody input[type=checkbox]").first.check()
    assert "已选 1 项" in bar.inner_text()
    bar.get_by_text("取消选择").click()
    bar.wait_for(state="hidden")


def test_without_scripts_the_bar_stands_at_the_end_of_the_list(browser, live_server, log_in):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = log_in(context.new_page())
    page.goto("/tasks/")
    bar = page.locator(".pick-bar")
    assert bar.is_visible()
    assert bar.bounding_box()["y"] > page.locator("table").bounding_box()["y"]
    page.locator("tbody input[type=checkbox]").first.check()
    bar.get_by_text("调整时限").click()
    assert page.locator("h1").inner_text() == "调整时限：1 项任务"
    context.close()
