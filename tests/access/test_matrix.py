"""Who may open what: every address × every role × own and foreign object.

`matrix.txt` says what is expected. `+` goes on (any answer but the following), `3` is 403,
`4` is 404, `L` asks to log in. An address that shows a page and takes its form has a second row,
`…:post`, for the form sent empty: `0` refuses it (400, or 409 where its moment has passed), `+`
means that even an empty form acts or is answered. An address without its rows fails, so that none
can be forgotten.
"""

from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from tests.access.addresses import addresses
from tests.access.world import ROLES, Place, administrators
from tests.factories import at
from tests.units.factories import browser_of

pytestmark = pytest.mark.django_db
MATRIX = Path(__file__).with_name("matrix.txt")
ADDRESSES = {address.name: address for address in addresses()}
# Health checks ask nobody's name, and whoever logs out is out.
OPEN = {"healthz", "readyz", "login", "logout"}
NOW = at(date(2026, 3, 27), 15)  # the task is due in two workdays
SIGNS = {403: "3", 404: "4"}
REFUSED = {400: "0", 409: "0"}
# What a browser sends with every form: a form without a single field would count as not sent.
EMPTY = {"csrfmiddlewaretoken": "x"}
POST = ":post"


def expected():
    lines = [line.split() for line in MATRIX.read_text(encoding="utf-8").splitlines() if line]
    head, *rows = [line for line in lines if line[0] != "#"]
    assert head[1:] == list(ROLES)
    return {row[0]: row[1:] for row in rows}


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """Our county, the neighbouring one and a logged-in client per role, rolled back at the end."""
    moment = time_machine.travel(NOW, tick=True)
    with moment, django_db_blocker.unblock(), transaction.atomic():
        ours, theirs = Place("示例县"), Place("邻县")
        clients = {name: browser_of(seat) for name, seat in (ours.seats | administrators()).items()}
        connection.check_constraints()  # here once, and not at the end of each test
        yield ours, theirs, {"anon": Client(), **clients}
        transaction.set_rollback(True)


def sign(client, path):
    """Open the path, or send an empty form where it only takes one, and leave no trace."""
    answer = traceless(client.get, path)
    if answer.status_code == 405:
        answer = traceless(client.post, path, {}, content_type="application/json")
    return sign_of(client, path, answer, SIGNS)


def sign_of_form(client, path):
    """Send an empty form to a page, and leave no trace."""
    return sign_of(client, path, traceless(client.post, path, EMPTY), SIGNS | REFUSED)


def traceless(ask, *args, **kwargs):
    with transaction.atomic():
        answer = ask(*args, **kwargs)
        transaction.set_rollback(True)
    b"".join(answer)  # a stream is closed only when read
    return answer


def sign_of(client, path, answer, signs):
    assert answer.status_code < 500, path
    if answer.status_code in (302, 401) and (
        "/login/" in answer.headers.get("Location", "/login/")
    ):
        return "L"
    if answer.status_code == 403 and not client.session.get("_auth_user_id"):
        return "L"
    return signs.get(answer.status_code, "+")


def test_every_address_has_its_row():
    rows = expected()
    missing = "\n".join(
        f"{name:<34}" + "  ?" * len(ROLES) for name in ADDRESSES if name not in rows
    )
    assert not missing, f"{MATRIX.name} lacks\n{missing}"
    assert {row.removesuffix(POST) for row in rows} <= ADDRESSES.keys()


def shown(name, seen):
    return f"\n{name:<34}" + "".join(f"{s:>7}" for s in seen)


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - OPEN))
def test_who_may_open_it(stage, name):
    ours, _, clients = stage
    seen = [sign(client, ADDRESSES[name].of(ours)) for client in clients.values()]
    assert seen == expected().get(name), shown(name, seen)


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - OPEN))
def test_who_may_send_its_form(stage, name):
    """Where GET and POST are both taken, each role's empty form; elsewhere there is none to send.

    An address that takes one method only says so to 依法治县办 before it looks at anything else.
    """
    ours, _, clients = stage
    path, row = ADDRESSES[name].of(ours), expected().get(name + POST)
    if row is None:
        both = traceless(clients["clerk"].get, path), traceless(clients["clerk"].post, path, EMPTY)
        assert 405 in [answer.status_code for answer in both], f"{MATRIX.name} lacks {name}{POST}"
        return
    seen = [sign_of_form(client, path) for client in clients.values()]
    assert seen == row, shown(name + POST, seen)


@pytest.mark.parametrize("name", sorted(n for n, address in ADDRESSES.items() if address.keyed))
def test_nobody_reaches_into_another_county(stage, name):
    """Where the own object may be opened, a foreign one is not there."""
    _ours, theirs, clients = stage
    address = ADDRESSES[name]
    rows = [(sign, expected()[name]), (sign_of_form, expected().get(name + POST, ""))]
    for ask, row in rows:
        for role, was in zip(clients, row, strict=bool(row)):
            if was in "+0" and role not in (
                "sysadm",
                "audit",
                "secadm",
            ):  # these serve all counties
                assert (role, ask(clients[role], address.of(theirs))) == (role, "4")
