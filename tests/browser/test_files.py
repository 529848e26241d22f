"""Files that are too large together are told before they are sent, which the proxy would refuse."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.tasks.workflow.scene import Scene, fresh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MB = 1024 * 1024


@pytest.fixture
def scene(transactional_db):
    return Scene()


@pytest.fixture
def hand_in(new_page, live_server, scene, watch):
    """The page 签收并报送 of a part, opened by its liaison."""
    part = scene.part("active")
    client = Client()
    client.force_login(scene.owner.user, backend="django.contrib.auth.backends.ModelBackend")
    page = new_page()
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(reverse("my-part", args=[part.pk]))
    page.part = part
    return page


@pytest.fixture
def files(tmp_path):
    """Files that take no room on the disk: name → size in MB."""

    def make(**sizes):
        for name, megabytes in sizes.items():
            with (tmp_path / f"{name}.pdf").open("wb") as stream:
                stream.truncate(megabytes * MB)
        return [str(tmp_path / f"{name}.pdf") for name in sizes]

    return make


def test_the_sum_is_told_and_holds_the_form_back(hand_in, files):
    form = hand_in.locator("form.my-form")
    assert int(form.get_attribute("data-sum-mb")) * MB == settings.UPLOAD_MAX_BYTES
    hand_in.fill("#id_text", "已完成")
    hand_in.set_input_files("#id_uploads", files(a=60, b=70))
    told = hand_in.locator("[data-file-sum]")
    assert told.inner_text().startswith("所选文件共 130.0 MB，一次最多发送 100 MB。")
    hand_in.get_by_role("button", name="存草稿").click()
    assert told.is_visible()
    assert not fresh(hand_in.part).submissions.exists()
    hand_in.get_by_role("button", name="移除 b.pdf").click()
    assert told.count() == 0
    assert hand_in.evaluate("document.querySelector('form.my-form').checkValidity()")
