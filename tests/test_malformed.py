"""Hostile forms, files and API bodies against every address: a sentence and 4xx, never a 500."""

import json
import random
import re
from itertools import cycle
from urllib.parse import urljoin

import pytest
import time_machine
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from lxml import html

from tests.access.addresses import addresses
from tests.access.world import Place, administrators
from tests.factories import at

pytestmark = pytest.mark.django_db
NOON = at(hour=15)
ADDRESSES = {address.name: address for address in addresses()}
# Logging out would send the others of the same browser to the log-in page.
LEFT_OUT = {"logout"}


def path_to(row, key):
    """The path of an address with `key` for whatever object it names."""
    given = {name: row.words.get(name, key) for name in row.parameters}
    try:
        return reverse(row.view, kwargs=given)
    except NoReverseMatch:  # the API takes 18 digits and no more
        return path_to(row, 10**17)


API = sorted(name for name, row in ADDRESSES.items() if path_to(row, 1).startswith("/api/"))
PAGES = sorted(ADDRESSES.keys() - set(API) - LEFT_OUT)
WORDS = [
    "",
    " ",
    "\x00",
    "\x1f\x7f\ufeff\u202e",
    "𠮷" * 300,
    "长" * 30000,
    "1" * 400,
    "-1",
    "1e400",
    "NaN",
    "0x10",
    "９９",
    "٣",
    "99999999999999999999",
    "2026-02-30",
    "0000-00-00",
    "99999-12-31",
    "9999-12-31",
    "0001-01-01",
    "二〇二六年三月",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%00%ff{{ 7|add:7 }}{% url 'x' %}",
    "../../etc/passwd",
    "javascript:alert(1)",
    "http://[::1",
    "http://127.0.0.1:22/",
    "=1+1",
    "\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "[]",
    "{}",
    "null",
    "true",
]
JSONS = [
    "",
    "{",
    "[" * 3000,
    "null",
    "[]",
    "1e999",
    '"\\ud800"',
    '{"reason": NaN}',
    '{"reason": {"a": [1]}, "text": [[]], "reasons": {"a": 1}}',
    '{"unit": 1e308, "reasons": [1, null, {}], "expected_version": 99999999999999999999}',
    '{"text": "\\u0000", "reason": "\\u0000", "title": "\\u0000", "note": "\\u0000"}',
    '{"due_on": "9999-12-31", "redo_by": "0001-01-01", "received_on": [], "reason": "x"}',
    '{"proofs": [true, "1", 99999999999999999999], "text": "x"}',
    json.dumps(dict.fromkeys(("text", "reason", "title"), "长" * 40000)),
]
FILES = [
    ("空.pdf", b""),
    ("无后缀", b"abc"),
    ("a" * 300 + ".pdf", b"%PDF-1.4\n"),
    ("../../x.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\n"),
    ("假.pdf", b"MZ\x90\x00" + b"\x00" * 60),
    ("假.docx", b"PK\x03\x04" + b"\xff" * 60),
    ("假.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    ("假.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 40),
    ("绝密.txt", "绝密★一年".encode()),
    ("编码.txt", b"\xff\xfe\x00\xd8" * 20),
    ("页.html", b"<script>alert(1)</script>"),
]


def _fields(form=forms.BaseForm):
    names = set(getattr(form, "base_fields", {}))
    return names.union(*map(_fields, form.__subclasses__()))


# What forms and views read; every request sends many of them, so that some meet their reader.
NAMES = sorted(
    _fields()
    | {"ids", "reuse", "do", "act", "sure", "verdict", "find", "page", "sort", "show", "unit"}
    | {"draft", "proof", "history", "reasons", "parts", "confirm", "files", "file", "seat"}
    | {"year", "chapter", "from", "task"}
)
# What stands where a number should; each breaks another way of reading one.
NUMBERS = ["٣", "９９", "-1", "020269999999", "9" * 19, "9" * 30, "9" * 5000]
UNSHOWN = [
    "reuse",
    "ids",
    "unit",
    "task",
    "seat",
    "year",
    "chapter",
    "from",
]  # read by views, not always in the form
UPLOADS = ["files", "file", "uploads", "photos", "signoff_sheet", "scan"]
PICKED = {"do": ["submit", "reuse", "signoff"], "act": ["suspend", "cancel"], "sure": ["1"]}
PICKED |= {"verdict": ["accept", "return"], "draft": ["1"]}


class World:
    """One county with one of everything, and a browser for each kind of person."""

    def __init__(self) -> None:
        self.place = Place("示例县")
        seats = self.place.seats | administrators()
        self.forms = set()  # those tried already: many pages have the same
        self.browsers = {"anon": Client(raise_request_exception=False)}
        for name, seat in seats.items():
            browser = Client(raise_request_exception=False)
            browser.force_login(seat.user, "django.contrib.auth.backends.ModelBackend")
            self.browsers[name] = browser

    def send(self, who, method, path, *args, **more):
        """Send it in a savepoint of its own, so that the next one finds the world as it was."""
        with transaction.atomic():
            answer = getattr(self.browsers[who], method)(path, *args, **more)
            body = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        return answer, body.decode(errors="replace")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), transaction.atomic():
        world = World()
        connection.check_constraints()  # here once, and not at the end of each test
        yield world
        transaction.set_rollback(True)


def who_for(name, seed):
    """The clerk sees most; one's own pages are the unit's, accounts are the administrator's."""
    if name.startswith(("my", "extension-ask", "evidence")):
        return "resp"
    if name.startswith(
        ("person", "people", "seat", "unlock", "lockout", "token", "deliver", "holidays")
    ):
        return "sysadm"
    if name.startswith("audit"):
        return "audit"
    return seed.choice(["clerk", "clerk", "clerk", "head", "lead", "resp", "leader", "anon"])


def check(answer, body, path, sent):
    assert answer.status_code < 500, (path, sent, body[-1500:])
    if answer.status_code >= 400 and "json" in answer.headers.get("Content-Type", ""):
        said = json.loads(body)
        assert said["detail"], path
        assert not said["detail"].isascii(), (path, said)


@pytest.mark.parametrize("name", PAGES)
def test_pages(world, name):
    seed = random.Random(name)
    path = ADDRESSES[name].of(world.place)
    who = who_for(name, seed)
    words = dict.fromkeys(NAMES, seed.choice(WORDS)[:100])  # no server takes longer addresses
    check(*world.send(who, "get", path, words), path, words)
    keeper = "sysadm" if who == "sysadm" else "clerk"  # sees the pages that have a year or a unit
    for number in (NUMBERS[3], "9" * 100):
        words = dict.fromkeys(UNSHOWN, number)
        check(*world.send(keeper, "get", path, words), path, words)
    words = dict.fromkeys(UNSHOWN, NUMBERS)
    check(*world.send(keeper, "post", path, words), path, words)
    mixed = {key: seed.choice(PICKED.get(key, WORDS)) for key in NAMES}
    file = SimpleUploadedFile(*seed.choice(FILES))
    mixed |= dict.fromkeys(UPLOADS, file)
    check(*world.send(who, "post", path, mixed), path, mixed)


def numbers_of(form):
    """The fields of a form that hold a number: a key, a year, a count."""
    for field in form.inputs:
        values = field.value_options if field.tag == "select" else [field.get("value")]
        digits = any(re.search(r"\d$", value or "") for value in values)
        if field.name and (digits or field.get("type") == "number"):
            yield field.name


def bad_numbers(form):
    """What the form would send with one number after the other made bad, the last word changing."""
    sent = dict(form.form_values())
    sent = {key: [value] for key, value in sent.items()}
    yield sent | dict.fromkeys(UNSHOWN, NUMBERS)
    for name in dict.fromkeys(numbers_of(form)):
        yield sent | {name: NUMBERS}
        yield sent | {name: NUMBERS[:-1]}


@pytest.mark.parametrize("name", PAGES)
def test_bad_numbers_in_every_form_of_a_page(world, name):
    path = ADDRESSES[name].of(world.place)
    who = who_for(name, random.Random(name))
    answer, body = world.send(who, "get", path)
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return
    for form in html.fromstring(body).forms:
        target = urljoin(path, form.action or path)
        key = (form.method, re.sub(r"\d+", "", target), *sorted(form.fields.keys()))
        if form.method == "POST" and key not in world.forms and target != reverse("logout"):
            world.forms.add(key)
            for sent in bad_numbers(form):
                check(*world.send(who, "post", target, sent), target, sent)


@pytest.mark.parametrize("name", API)
def test_api(world, name):
    seed = random.Random(name)
    path = ADDRESSES[name].of(world.place)
    who = seed.choice(["clerk", "resp", "lead", "head"])
    words = dict.fromkeys(NAMES, seed.choice(WORDS)[:100])  # no server takes longer addresses
    check(*world.send(who, "get", path, words), path, words)
    for body in seed.sample(JSONS, 2):
        more = {"content_type": "application/json"}
        check(*world.send(who, "post", path, body, **more), path, body)
    kind = seed.choice(["text/xml", "multipart/form-data", "multipart/form-data; boundary=x", "x"])
    check(*world.send(who, "post", path, b"\xff\x00--x", content_type=kind), path, kind)


KEYS = [0, 10**18, 2**63 - 1, 2**63, 10**40]
KEYED = sorted(name for name, row in ADDRESSES.items() if row.keyed and name not in LEFT_OUT)


@pytest.mark.parametrize(("name", "key"), list(zip(KEYED, cycle(KEYS), strict=False)))
def test_keys_that_do_not_exist(world, name, key):
    path = path_to(ADDRESSES[name], key)
    who = who_for(name, random.Random(name))
    answer, body = world.send(who, "post" if key % 2 else "get", path)
    check(answer, body, path, key)
    assert answer.status_code in (302, 401, 403, 404, 405), path


@pytest.mark.parametrize("size", [1001, 5000])
def test_more_fields_than_any_form_has(world, size):
    path = ADDRESSES["tasks"].of(world.place)
    answer, body = world.send("clerk", "post", path, {f"f{n}": "1" for n in range(size)})
    check(answer, body, path, size)


def test_two_hundred_and_more_are_tried():
    assert 2 * len(PAGES) + 4 * len(API) + len(KEYED) >= 200
