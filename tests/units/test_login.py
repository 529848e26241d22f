"""Logging in and out: who gets in, who is shut out, what is written down."""

import pytest
from django.test import Client

from tests.units.factories import (
    PASSWORD,
    a_county,
    a_person,
    a_unit,
    administrator,
    browser_of,
    liaison,
    office,
)
from units import clock
from units.models import AuditEntry
from units.services.lockouts import current_lockouts, unlock

pytestmark = pytest.mark.django_db


def try_in(username, password=PASSWORD, address="10.0.0.1", **fields):
    client = Client(REMOTE_ADDR=address)
    return client.post("/login/", {"username": username, "password": password, **fields})


@pytest.fixture
def person():
    return liaison(a_unit(a_county())).user


def test_the_page_says_what_must_not_be_entered(client):
    page = client.get("/login/").content.decode()
    assert "本系统为非涉密系统" in page


def test_a_person_gets_in_and_it_is_noted(person):
    answer = try_in(person.username)
    assert (answer.status_code, answer.url) == (302, "/")
    row = AuditEntry.objects.get()
    assert (row.action, row.user, row.result, row.address) == ("login", person, "done", "10.0.0.1")


@pytest.mark.parametrize(
    ("kind", "first"), [("sysadmin", "/setup/"), ("auditor", "/audit/"), ("secadmin", "/people/")]
)
def test_administrators_begin_at_their_own_page(kind, first):
    assert try_in(a_person(kind=kind).username).url == first


def test_after_logging_in_one_goes_on_where_one_was_going(person):
    assert try_in(person.username, next="/inbox/").url == "/inbox/"
    assert try_in(person.username, next="https://evil.example/").url == "/"


@pytest.mark.parametrize("change", [{"password": "wrong"}, {"username": "nobody"}])
def test_a_wrong_try_says_the_same_whatever_is_wrong(person, change):
    answer = try_in(**({"username": person.username} | change))
    assert "账号或密码不正确" in answer.content.decode()
    assert AuditEntry.objects.get().result == "refused"


def test_a_password_typed_as_account_is_not_written_down(person):
    try_in(PASSWORD, "x")
    assert AuditEntry.objects.get().username == ""


def test_who_has_left_does_not_get_in(person):
    person.is_active = False
    person.save()
    assert try_in(person.username).status_code == 200


def test_five_failures_shut_out_account_and_address(person):
    for _ in range(4):
        assert try_in(person.username, "wrong").status_code == 200
    answer = try_in(person.username, "wrong")
    assert answer.status_code == 429
    assert try_in(person.username).status_code == 429
    assert try_in(person.username, address="10.0.0.2").status_code == 302


def test_fifteen_failures_shut_out_the_account_from_everywhere(person):
    for n in range(15):
        try_in(person.username, "wrong", address=f"10.0.1.{n // 3}")
    assert try_in(person.username, address="10.9.9.9").status_code == 429
    other = a_person()
    assert try_in(other.username, address="10.9.9.9").status_code == 302


def test_a_hundred_failures_shut_out_the_address(person):
    for n in range(100):
        try_in(f"guess{n}", "wrong", address="10.6.6.6")
    assert try_in(person.username, address="10.6.6.6").status_code == 429
    assert try_in(person.username, address="10.6.6.7").status_code == 302


def test_an_administrator_lets_in_again(person):
    for _ in range(5):
        try_in(person.username, "wrong")
    (row,) = current_lockouts()
    assert (row.username, row.address, row.failures) == (person.username, "10.0.0.1", 5)
    page = browser_of(administrator())
    assert person.username in page.get("/lockouts/").content.decode()
    assert page.post("/lockouts/unlock/", {"username": person.username}).status_code == 302
    assert try_in(person.username).status_code == 302


def test_only_administrators_unlock(person):
    for seat in (office(a_county()), administrator("auditor")):
        browser = browser_of(seat)
        assert browser.get("/lockouts/").status_code == 403
        assert browser.post("/lockouts/unlock/", {"username": "x"}).status_code == 403


def test_unlocking_nothing_removes_nothing(person):
    try_in(person.username, "wrong")
    assert unlock(actor=administrator(), username="", address="", now=clock.now()) == 0
    assert len(current_lockouts()) == 1


def test_logging_out_is_a_post(person):
    browser = browser_of(person)
    assert browser.get("/logout/").status_code == 405
    assert browser.post("/logout/").url == "/login/"
    assert browser.get("/inbox/").url == "/login/?next=/inbox/"


def test_every_page_but_the_log_in_asks_for_one(client):
    for path in ("/inbox/", "/people/", "/units/", "/audit/", "/setup/", "/password/", "/totp/"):
        assert client.get(path).url == f"/login/?next={path}"
