"""审核 on a phone: the statement is read first, the words of a verdict unfold when needed."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.tasks.workflow.scene import Scene, fresh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(transactional_db):
    return Scene()


def opened(new_page, live_server, seat, path, **size):
    client = Client()
    client.force_login(seat.user, backend="django.contrib.auth.backends.ModelBackend")
    page = new_page(**size)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.goto(path)
    return page


def test_two_buttons_until_words_are_needed(new_page, live_server, scene, watch):
    part = scene.part("submitted", led=False)
    path = reverse("review-part", args=[part.pk])
    page = opened(new_page, live_server, scene.office, path, width=360, height=740)
    expect(page.get_by_text("已完成", exact=True)).to_be_in_viewport()
    bar = page.locator(".rv-act").bounding_box()
    assert bar["height"] < 100
    assert bar["y"] + bar["height"] == 740, "it stands at the bottom, over nothing of its own"
    assert not page.locator("#note").is_visible()
    page.get_by_role("button", name="退回修改").click()
    assert page.locator("#note").is_visible()
    assert fresh(part).state == "submitted"
    page.fill("#note", "请附会议照片")
    page.get_by_role("button", name="退回修改").click()
    page.wait_for_url("**/review/")
    assert fresh(part).state == "returned"


def test_to_look_is_not_to_begin_but_to_write_is(new_page, live_server, scene, watch):
    part = scene.part("submitted", led=False)
    page = opened(new_page, live_server, scene.office, reverse("review-part", args=[part.pk]))
    page.wait_for_load_state("networkidle")
    assert fresh(part).submissions.get().review_began_at is None
    page.get_by_label("缺××年度").check()
    expect(page.get_by_text("审核中")).to_be_visible()
    assert fresh(part).submissions.get().review_began_at
    expect(page.locator("#note")).to_have_value("缺年度")
    page.keyboard.type("2024")
    expect(page.locator("#note")).to_have_value("缺2024年度")


def test_the_desktop_keeps_its_form_open(new_page, live_server, scene, watch):
    part = scene.part("submitted", led=False)
    page = opened(new_page, live_server, scene.office, reverse("review-part", args=[part.pk]))
    assert page.locator("#note").is_visible()
