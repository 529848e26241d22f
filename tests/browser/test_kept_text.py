"""What was typed survives a log-in that ran out, and goes when the server has it."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests import factories as f
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "Shuili-2026-fazhi"
TYPED = "已完成执法案卷评查，共评查案卷 36 卷。"


@pytest.fixture
def part(transactional_db):
    county = f.county()
    office = f.seat(county, "office_clerk")
    unit = f.unit(county, "县水利局")
    part = f.issued(f.task(f.campaign(county)), (unit, "lead"), by=office)[0]
    part.owner = f.seat(county, "liaison", unit)
    part.owner.user.set_password(PASSWORD)
    part.owner.user.save()
    return part


@pytest.fixture
def log_in(part):
    def act(page):
        page.fill("#id_username", part.owner.user.username)
        page.fill("#id_password", PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_selector("#id_text")
        page.wait_for_load_state()  # the scripts listen from now on

    return act


def test_typed_text_comes_back_after_a_new_log_in(page, part, log_in, watch):
    address = reverse("my-part", args=[part.pk])
    page.goto(address)
    log_in(page)
    page.fill("#id_text", TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="存草稿").click()
    assert "刚才提交的内容没有保存" in page.inner_text("main")
    log_in(page)
    assert page.input_value("#id_text") == ""
    assert TYPED in page.inner_text(".kept-text")
    page.get_by_role("button", name="放回表单").click()
    assert page.input_value("#id_text") == TYPED
    page.get_by_role("button", name="存草稿").click()
    assert "草稿已保存" in page.inner_text("#messages")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_old_token_loses_nothing(page, part, log_in, watch):
    watch.expected.append("403")
    page.goto(reverse("my-part", args=[part.pk]))
    log_in(page)
    page.fill("#id_text", TYPED)
    page.context.clear_cookies()
    page.get_by_role("button", name="存草稿").click()
    page.get_by_role("link", name="重新登录").click()
    log_in(page)
    page.get_by_role("button", name="放回表单").click()
    assert page.input_value("#id_text") == TYPED


def test_unwanted_text_and_a_log_out_leave_nothing(page, part, log_in, watch):
    address = reverse("my-part", args=[part.pk])
    page.goto(address)
    log_in(page)
    for way in ("unwanted", "log out"):
        page.fill("#id_text", TYPED)
        # Kept when the typing has paused.
        until(lambda: page.evaluate("localStorage.length") == 1)
        page.goto(address)
        page.locator(".kept-text").wait_for()
        if way == "unwanted":
            page.get_by_role("button", name="不要了").click()
        else:
            page.locator("details.who summary").click()
            page.get_by_role("button", name="退出登录").click()
            page.wait_for_url("**/login/**")
        assert page.evaluate("localStorage.length") == 0
