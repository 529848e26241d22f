"""An expired log-in tells what was not saved, leads back, and the browser hears what was saved."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as f

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def part(db):
    county = f.county()
    campaign = f.campaign(county)
    office = f.seat(county, "office_clerk")
    unit = f.unit(county, "县水利局")
    part = f.issued(f.task(campaign), (unit, "lead"), by=office)[0]
    part.owner = f.seat(county, "liaison", unit)
    return part


def address(part):
    return reverse("my-part", args=[part.pk])


def test_an_expired_post_says_that_nothing_was_saved(client, part):
    answer = client.post(address(part), {"text": "写了很久", "do": "submit"})
    assert answer.url == f"/login/?next={quote(address(part), safe='')}"
    said = client.get(answer.url).content.decode()
    assert "刚才提交的内容没有保存" in said
    assert "放回表单" in said
    assert "saved" not in client.cookies


def test_an_expired_get_says_nothing_of_the_kind(client, part):
    assert "没有保存" not in client.get(address(part), follow=True).content.decode()


def test_back_to_the_page_the_form_stood_on(client, part):
    answer = client.post("/parts/1/object/", headers={"referer": "http://testserver/my/1/?find=x"})
    assert answer.url == "/login/?next=%2Fmy%2F1%2F%3Ffind%3Dx"
    foreign = client.post("/parts/1/object/", headers={"referer": "https://example.net/my/1/"})
    assert foreign.url == "/login/?next=%2Fparts%2F1%2Fobject%2F"


def test_a_request_of_a_script_gets_a_sentence(client, part):
    answer = client.post("/review/1/begin/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "登录已过期" in answer.content.decode()


def test_a_form_carried_out_is_named_and_a_refused_one_is_not(client, part):
    client.force_login(part.owner.user, BACKEND)
    refused = client.post(address(part), {"text": "", "do": "submit"})
    assert refused.status_code == 400
    assert "saved" not in refused.cookies
    done = client.post(address(part), {"text": "写了一半", "do": "save"})
    assert done.cookies["saved"].value == quote(address(part))


def test_a_gate_in_the_way_saves_nothing(client, part):
    client.force_login(part.owner.user, BACKEND)
    part.owner.user.must_change_password = True
    part.owner.user.save()
    answer = client.post(address(part), {"text": "写了一半", "do": "save"})
    assert (answer.url, "saved" in answer.cookies) == (reverse("password"), False)


def test_an_old_token_leads_to_the_log_in_and_tells_the_way_back(part):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(address(part), {"text": "写了很久"})
    said = answer.content.decode()
    assert answer.status_code == 403
    assert "没有保存" in said
    assert "放回表单" in said
    assert re.search(r'href="/login/\?next=%2Fmy%2F\d+%2F"', said)


def test_the_log_in_page_never_leads_back_to_itself():
    said = Client(enforce_csrf_checks=True).post("/login/?next=/my/1/").content.decode()
    assert 'href="/login/"' in said


def test_forms_with_long_texts_are_kept(client, part):
    client.force_login(part.owner.user, BACKEND)
    for page in (address(part), reverse("part-act", args=[part.pk, "object"])):
        said = client.get(page).content.decode()
        assert re.search(r"<form[^>]*\sdata-keep", said), page
        assert f'data-user="{part.owner.user.pk}"' in said
