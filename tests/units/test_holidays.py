"""The calendar of workdays: seeded, edited, published; the calendar in memory follows."""

from datetime import date

import pytest

from tests.units.factories import NOON, a_county, a_unit, administrator, browser_of, liaison, office
from units.calendar import calendar
from units.errors import Forbidden, Refused
from units.models import CalendarYear, Holiday
from units.services.holidays import publish_year, seed_years, set_day, unpublish_year

pytestmark = pytest.mark.django_db
NATIONAL_DAY = date(2026, 10, 1)


@pytest.fixture
def actor():
    return office(a_county())


def test_the_known_years_are_seeded_once_with_make_up_days():
    years = seed_years(2024)
    assert years[:3] == [2024, 2025, 2026]
    today = calendar()
    assert not today.is_workday(NATIONAL_DAY)
    assert today.is_workday(date(2026, 10, 10))  # a Saturday worked
    assert not today.is_workday(date(2026, 10, 11))
    assert today.is_published(NATIONAL_DAY)
    assert Holiday.objects.get(day=NATIONAL_DAY).name == "国庆节"
    assert seed_years(2024) == []


def test_seeding_leaves_an_edited_year_alone(actor):
    set_day(actor=actor, day=date(2026, 3, 12), is_workday=False, name="县庆", now=NOON)
    assert 2026 not in seed_years(2025)
    assert list(Holiday.objects.filter(day__year=2026).values_list("name", flat=True)) == ["县庆"]


def test_a_day_is_set_and_put_back(actor):
    for is_workday, worked in ((False, False), (True, True), (False, False)):
        set_day(actor=actor, day=NATIONAL_DAY, is_workday=is_workday, name="国庆节", now=NOON)
        assert calendar().is_workday(NATIONAL_DAY) is worked
    assert Holiday.objects.count() == 1


def test_a_year_is_published_once_it_has_days(actor):
    with pytest.raises(Refused, match="还没有录入"):
        publish_year(actor=actor, year=2027, source="通知", now=NOON)
    set_day(actor=actor, day=date(2027, 1, 1), is_workday=False, name="元旦", now=NOON)
    publish_year(actor=actor, year=2027, source="通知", now=NOON)
    assert calendar().is_published(date(2027, 5, 5))
    unpublish_year(actor=actor, year=2027, now=NOON)
    assert not calendar().is_published(date(2027, 5, 5))


def test_swapping_one_published_year_for_another_is_noticed(actor):
    CalendarYear.objects.create(year=2026)
    assert calendar().is_published(date(2026, 1, 5))
    CalendarYear.objects.update(year=2027)
    assert not calendar().is_published(date(2026, 1, 5))


def set_by(seat):
    set_day(actor=seat, day=NATIONAL_DAY, is_workday=False, name="", now=NOON)


def test_the_office_of_the_only_county_and_system_administrators_edit(actor):
    for seat in (actor, administrator()):
        set_by(seat)
        assert browser_of(seat).get("/holidays/").status_code == 200
    for stranger in (liaison(a_unit(actor.county)), administrator("auditor")):
        with pytest.raises(Forbidden):
            set_by(stranger)
        assert browser_of(stranger).get("/holidays/").status_code == 403


def test_no_county_changes_the_days_of_another(actor):
    neighbour = office(a_county("邻县"))
    for seat in (actor, neighbour):
        with pytest.raises(Forbidden):
            set_by(seat)
        with pytest.raises(Forbidden):
            publish_year(actor=seat, year=2026, source="通知", now=NOON)
        with pytest.raises(Forbidden):
            unpublish_year(actor=seat, year=2026, now=NOON)
    set_by(administrator())
    assert Holiday.objects.count() == 1
    page = browser_of(actor).get("/settings/").content.decode()
    assert "由系统管理员录入" in page
    assert 'href="/holidays/"' not in page


def test_the_page_says_when_a_year_is_not_published(actor):
    browser = browser_of(actor)
    assert "暂按周一至周五计算" in browser.get("/holidays/?year=2027").content.decode()
    day = {"day": "2027-01-01", "is_workday": "0", "name": "元旦"}
    assert browser.post("/holidays/", day).url == "/holidays/?year=2027"
    told = {"year": "2027", "source": "国办通知"}
    assert browser.post("/holidays/publish/", told).status_code == 302
    assert "暂按周一至周五计算" not in browser.get("/holidays/?year=2027").content.decode()
    browser.post("/holidays/publish/", told | {"withdraw": "1"})
    assert not CalendarYear.objects.exists()


@pytest.mark.parametrize("year", ["x", "-1", "99999", "２０２６", ""])
def test_a_foolish_year_shows_this_one(actor, year):
    assert browser_of(actor).get("/holidays/", {"year": year}).status_code == 200


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/holidays/", {"day": "x", "is_workday": "0"}),
        ("/holidays/", {"day": "2026-10-01", "is_workday": "7"}),
        ("/holidays/publish/", {"year": "x", "source": "通知"}),
        ("/holidays/publish/", {"year": "2031", "source": "通知"}),
    ],
)
def test_a_wrong_entry_is_shown_again(actor, path, typed):
    assert browser_of(actor).post(path, typed).status_code == 400
    assert not Holiday.objects.exists()
