"""What a password must be, and the page on which people choose theirs."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.units.factories import (
    NOON,
    PASSWORD,
    a_county,
    a_person,
    a_unit,
    administrator,
    browser_of,
    liaison,
)
from units.choices import UserKind
from units.errors import Forbidden
from units.models import InboxItem
from units.passwords import classes_of
from units.services.passwords import change_password, handed_out, reset_password

NEW = "Yun-ding-6631"


@pytest.mark.parametrize("word", ["Yun-ding-6631", "tR7-kq2-Lm9", "山高月小Shui-4", NEW])
def test_good_passwords(word):
    validate_password(word)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("Ab-1", "至少 10 个字符"),
        ("abcdefghijkl1", "至少三类"),
        ("1234567890123", "三类"),
        ("Password@2026", "太常见"),
        ("P@ssw0rd2026!", "太常见"),
        ("Admin@123456", "太常见"),
        ("Woaini520!!", "太常见"),
        ("Woaini@1314520", "太常见"),
        ("Sifaju@2026", "太常见"),
        ("FaZhiZhengFu@1", "太常见"),
        ("Qwerty12345!", "太常见"),
        ("Zhongguo@1949", "太常见"),
        ("Aa1!Aa1!Aa1!", "太常见"),
    ],
)
def test_bad_passwords(word, reason):
    with pytest.raises(ValidationError) as refused:
        validate_password(word)
    assert any(reason in message for message in refused.value.messages)


def test_a_handed_out_password_keeps_the_rules():
    for _ in range(50):
        word = handed_out()
        validate_password(word)
        assert classes_of(word) >= 3


@pytest.fixture
def seat(db):
    return liaison(a_unit(a_county()))


def test_the_last_five_are_not_taken_again(seat):
    words = [f"Yun-ding-66{n}1" for n in range(6)]
    for word in words:
        change_password(actor=seat, new=word, now=NOON)
    for word in words[1:]:
        with pytest.raises(ValidationError, match="最近 5 次"):
            change_password(actor=seat, new=word, now=NOON)
    change_password(actor=seat, new=words[0], now=NOON)
    assert seat.user.old_passwords.count() == 5


def test_the_first_password_of_others_must_be_changed(seat):
    seat.user.must_change_password = True
    seat.user.save()
    browser = browser_of(seat)
    assert browser.get("/inbox/").url == "/password/"
    assert "他人设置的密码" in browser.get("/password/").content.decode()
    assert browser.get("/api/v1/units/").status_code == 403
    answer = browser.post("/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get("/inbox/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "wrong"}, "现在的密码不正确"),
        ({"again": "other"}, "不一样"),
        ({"new": "short", "again": "short"}, "至少 10 个字符"),
        ({"new": PASSWORD, "again": PASSWORD}, "最近 5 次"),
        ({"new": "", "again": ""}, "新密码"),
    ],
)
def test_a_refused_change_says_why(seat, typed, sentence):
    answer = browser_of(seat).post(
        "/password/", {"old": PASSWORD, "new": NEW, "again": NEW} | typed
    )
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    seat.user.refresh_from_db()
    assert seat.user.check_password(PASSWORD)


def test_an_old_password_is_due(seat, settings):
    settings.PASSWORD_MAX_AGE_DAYS = 180
    seat.user.password_set_on = date(2026, 1, 5)
    seat.user.save()
    browser = browser_of(seat)
    with time_machine.travel("2026-07-04T04:00:00+00:00"):
        assert browser.get("/inbox/").status_code == 200
    browser = browser_of(seat)
    with time_machine.travel("2026-07-05T04:00:00+00:00"):
        assert browser.get("/inbox/").url == "/password/"


def test_a_change_ends_other_log_ins(seat):
    here, there = browser_of(seat), browser_of(seat)
    assert there.get("/inbox/").status_code == 200
    here.post("/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert here.get("/inbox/").status_code == 200
    assert there.get("/inbox/").status_code == 302


def test_a_reset_ends_the_log_ins(seat):
    browser = browser_of(seat)
    assert browser.get("/inbox/").status_code == 200
    reset_password(actor=administrator(), person=seat.user, now=NOON)
    assert "/login/" in browser.get("/inbox/").url


def test_a_reset_password_is_new_and_must_be_changed(seat):
    word = reset_password(actor=administrator(), person=seat.user, now=NOON)
    told = InboxItem.objects.get(person=seat.user)
    assert "重置" in told.title
    assert word not in told.title
    assert told.urgent
    seat.user.refresh_from_db()
    assert seat.user.check_password(word)
    assert seat.user.must_change_password


@pytest.mark.django_db
def test_no_administrator_opens_anothers_account(seat):
    auditor = a_person(kind=UserKind.AUDITOR)
    for actor, person in (
        (administrator(), auditor),
        (administrator("secadmin"), seat.user),
        (administrator("auditor"), seat.user),
        (seat, seat.user),
    ):
        with pytest.raises(Forbidden):
            reset_password(actor=actor, person=person, now=NOON)
