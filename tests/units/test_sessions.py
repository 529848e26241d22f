"""A log-in ends after 30 minutes idle or 12 hours; the seat is the one chosen while it is held."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.units.factories import (
    NOON,
    a_county,
    a_person,
    a_seat_in,
    a_unit,
    browser_of,
    liaison,
)
from units.models import Membership
from units.sessions import SEAT, TOUCHED

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def seat():
    return liaison(a_unit(a_county()))


def visit(browser, at, **headers):
    with time_machine.travel(NOON + at, tick=False):
        return browser.get("/inbox/", headers=headers).status_code


def test_thirty_minutes_idle_end_it(seat):
    browser = browser_of(seat)
    assert [visit(browser, n * 29 * MINUTE) for n in range(4)] == [200] * 4
    assert visit(browser, (3 * 29 + 31) * MINUTE) == 302


def test_polling_does_not_keep_it_alive(seat):
    browser = browser_of(seat)
    for n in range(7):
        assert visit(browser, n * 5 * MINUTE, **{"X-Poll": "1"}) == 200
    assert visit(browser, 31 * MINUTE, **{"X-Poll": "1"}) == 302


def test_twelve_hours_end_it_however_busy(seat):
    browser = browser_of(seat)
    assert all(visit(browser, n * 20 * MINUTE) == 200 for n in range(37))
    assert visit(browser, 12 * 60 * MINUTE + MINUTE) == 302


def test_the_touch_is_written_once_a_minute(seat):
    browser = browser_of(seat)
    stamps = []
    for seconds in (0, 59, 61):
        with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
            browser.get("/inbox/")
            stamps.append(browser.session[TOUCHED] - NOON.timestamp())
    assert stamps == [0, 0, 61]


def test_nothing_is_kept_by_caches(seat):
    assert browser_of(seat).get("/inbox/").headers["Cache-Control"] == "no-store"


def test_a_person_with_two_seats_chooses(seat):
    second = a_seat_in(a_unit(seat.county, "县民政局"), person=seat.user)
    browser = browser_of(seat)
    assert "县民政局" in browser.get("/seats/").content.decode()
    assert browser.post("/seats/", {"seat": second.pk}).status_code == 302
    assert browser.session[SEAT] == second.pk
    assert browser.get("/inbox/").wsgi_request.seat.membership == second


def test_nobody_takes_anothers_seat(seat):
    foreign = a_seat_in(a_unit(seat.county))
    browser = browser_of(seat)
    for wrong in (foreign.pk, "", "x", "9" * 30, 0):
        assert browser.post("/seats/", {"seat": wrong}).status_code == 404


def test_a_seat_that_ended_is_left(seat):
    second = a_seat_in(a_unit(seat.county), person=seat.user)
    browser = browser_of(seat)
    browser.post("/seats/", {"seat": second.pk})
    Membership.objects.filter(pk=second.pk).update(since=date(2020, 1, 1), until=date(2020, 2, 1))
    assert browser.get("/inbox/").wsgi_request.seat.membership == seat.membership


def test_without_a_seat_there_is_only_the_way_out():
    answer = browser_of(a_person()).get("/inbox/")
    assert answer.status_code == 403
    assert "没有任职" in answer.content.decode()


def test_who_leaves_is_out_at_once(seat):
    browser = browser_of(seat)
    assert browser.get("/inbox/").status_code == 200
    seat.user.is_active = False
    seat.user.save()
    assert browser.get("/inbox/").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.2.3.4", "10.0.0.5"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.1.1.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.5"),
        (1, "not an address", "10.0.0.5"),
        (1, "", "10.0.0.5"),
    ],
)
def test_the_address_is_what_a_trusted_proxy_saw(seat, settings, proxies, header, address):
    settings.TRUSTED_PROXIES = proxies
    request = (
        browser_of(seat)
        .get("/inbox/", REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_FOR=header)
        .wsgi_request
    )
    assert request.seat.address == address
