"""`/api/v1/figures/`: the object of the overview, for those who may see it."""

from datetime import date

import pytest

from reports.figures.campaign import campaign_figures
from tests import factories as make
from tests.reports.conftest import MONDAY, seat_in
from units.choices import Role
from units.day_words import day_cn

pytestmark = [pytest.mark.django_db, pytest.mark.core]
ADDRESS = "/api/v1/figures/"


@pytest.mark.parametrize("role", [Role.OFFICE_CLERK, Role.LEADER])
def test_it_answers_the_figures(browse, busy, role):
    answer = browse(seat_in(busy, role), ADDRESS)
    assert answer.json() == campaign_figures(busy, as_of=MONDAY).as_json()
    named = browse(seat_in(busy, role), ADDRESS, campaign=busy.pk, as_of=MONDAY.isoformat())
    assert named.json() == answer.json()


@pytest.mark.parametrize("as_of", ["2026-11-22", "2026-11-24T00:00:00+08:00", "2027-03-31"])
def test_another_day_is_refused_rather_than_answered_with_todays_states(browse, busy, as_of):
    answer = browse(seat_in(busy, Role.OFFICE_CLERK), ADDRESS, as_of=as_of)
    assert answer.status_code == 400
    day = date.fromisoformat(as_of[:10])
    assert f"{day_cn(day)}的数据见当期通报" in str(answer.json())


@pytest.mark.parametrize("as_of", ["2026-11-23", "2026-11-23T08:00:00+08:00"])
def test_todays_numbers_say_that_they_are_of_now(browse, busy, as_of):
    office = seat_in(busy, Role.OFFICE_CLERK)
    assert browse(office, ADDRESS, as_of=as_of).json() == browse(office, ADDRESS).json()


def test_another_county_is_not_found(browse, busy_campaigns):
    first, second = busy_campaigns
    office = seat_in(first, Role.OFFICE_CLERK)
    assert browse(office, ADDRESS, campaign=second.pk).status_code == 404


@pytest.mark.parametrize("role", [Role.LIAISON, Role.INSPECTOR, Role.EXPERT])
def test_others_are_refused(browse, busy, role):
    unit = busy.county.units.first() if role == Role.LIAISON else None
    answer = browse(make.seat(busy.county, role, unit), ADDRESS)
    assert answer.status_code == 403
    assert answer.json()["detail"]


def test_without_log_in(client):
    assert client.get(ADDRESS).status_code == 401


@pytest.mark.parametrize("as_of", ["x", "0001-01-01", "9999-12-31T23:59:59", "2026-13-01"])
def test_a_moment_that_is_none_is_named(browse, busy, as_of):
    answer = browse(seat_in(busy, Role.OFFICE_CLERK), ADDRESS, as_of=as_of)
    assert answer.status_code == 400
    assert answer.json()["fields"]["as_of"]


def test_a_campaign_that_is_no_number_is_named(browse, busy):
    for number in ("x", "-1", "9" * 30):
        answer = browse(seat_in(busy, Role.OFFICE_CLERK), ADDRESS, campaign=number)
        assert answer.status_code == 400
        assert answer.json()["fields"]["campaign"]
