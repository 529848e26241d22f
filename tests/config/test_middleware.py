"""Refusals that hold for every address: a NUL in a text, a form's address opened as a page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from units.choices import Role

pytestmark = pytest.mark.django_db
NUL = "a\x00"


@pytest.fixture
def clerk():
    browser = Client()
    browser.force_login(make.seat(make.county(), Role.OFFICE_CLERK).user)
    return browser


@pytest.mark.parametrize(
    ("name", "given"), [("tasks", {"q": "〔2026〕8" + NUL}), ("evidence", {"year": NUL})]
)
def test_a_nul_in_an_address_is_refused(clerk, name, given):
    answer = clerk.get(reverse(name), given)
    assert answer.status_code == 400
    assert "没有做任何改动" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "given"), [("task-batch", {"reason": NUL}), ("unlock", {"username": NUL})]
)
def test_a_nul_in_a_form_is_refused(clerk, name, given):
    assert clerk.post(reverse(name), given).status_code == 400


def test_a_nul_in_a_name_at_the_door_is_refused(client):
    assert client.post("/login/", {"username": NUL, "password": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/letters/53/sign-offline/", "/letters/53/"),
        ("/tasks/batch/", "/tasks/"),
        ("/import/plan/2/dates/", "/import/plan/2/"),
    ],
)
def test_an_address_of_a_form_leads_to_its_page(clerk, path, above):
    answer = clerk.get(path)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert f'href="{above}"' in answer.content.decode()


def test_a_program_gets_a_sentence(clerk):
    answer = clerk.post("/api/v1/figures/", {})
    assert answer.status_code == 405
    assert answer.json()["detail"]
