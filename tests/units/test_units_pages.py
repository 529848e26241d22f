"""设置: bodies and groups, kept in the browser by the office."""

import pytest

from tests.units.factories import (
    a_county,
    a_seat_in,
    a_unit,
    administrator,
    browser_of,
    liaison,
    office,
)
from units.models import Unit, UnitGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return office(a_county())


@pytest.fixture
def browser(seat):
    return browser_of(seat)


FACTS = {
    "name": "示例县民政局",
    "short": "县民政局",
    "relation": "government",
    "position": "3",
    "aliases": "民政局\n民政\n",
}


def test_bodies_are_listed_with_people_and_words(browser, seat):
    unit = a_unit(seat.county, "县财政局")
    person = a_seat_in(unit).user
    a_unit(a_county("邻县"), "邻县财政局")
    page = browser.get("/units/").content.decode()
    assert "县财政局" in page
    assert person.name in page
    assert "邻县财政局" not in page


def test_a_body_is_added_and_changed(browser, seat):
    assert browser.post("/units/add/", FACTS).status_code == 302
    unit = Unit.objects.get(short="县民政局")
    assert (unit.county, unit.aliases.count()) == (seat.county, 2)
    assert "民政局\n民政" in browser.get(f"/units/{unit.pk}/").content.decode()
    assert not unit.answers_on_paper
    browser.post(f"/units/{unit.pk}/", FACTS | {"relation": "mass", "answers_on_paper": "on"})
    unit.refresh_from_db()
    assert (unit.relation, unit.answers_on_paper) == ("mass", True)
    assert 'name="answers_on_paper"' in browser.get(f"/units/{unit.pk}/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"relation": "x"},
        {"position": "-1"},
        {"same_body": "999999"},
        {"aliases": "长" * 101},
        {"short": "县委依法治县办"},
    ],
)
def test_a_wrong_body_is_refused_beside_its_field(browser, change):
    page = browser.post("/units/add/", FACTS | change)
    assert page.status_code == 400
    assert page.context["form"].errors
    assert not Unit.objects.filter(name=FACTS["name"]).exists()


def test_a_body_is_closed_and_reopened(browser, seat):
    unit = a_unit(seat.county)
    assert browser.get(f"/units/{unit.pk}/close/").status_code == 200
    assert browser.post(f"/units/{unit.pk}/close/").status_code == 302
    assert browser.post(f"/units/{unit.pk}/close/").status_code == 400
    assert unit.short in browser.get("/units/").content.decode()
    assert browser.post(f"/units/{unit.pk}/reopen/").status_code == 302
    assert Unit.objects.get(pk=unit.pk).active


def test_the_office_itself_shows_what_is_in_the_way(browser, seat):
    page = browser.get(f"/units/{seat.county.office_id}/close/").content.decode()
    assert "现在还不能撤销" in page


def test_a_group_is_added_changed_and_deleted(browser, seat):
    unit = a_unit(seat.county)
    told = {"name": "各执法单位", "kind": "closed", "members": [unit.pk], "relations": ["township"]}
    assert browser.post("/groups/add/", told).status_code == 302
    group = UnitGroup.objects.get()
    assert list(group.members.all()) == [unit]
    assert browser.get(f"/groups/{group.pk}/").status_code == 200
    browser.post(f"/groups/{group.pk}/", told | {"kind": "open"})
    group.refresh_from_db()
    assert group.kind == "open"
    assert browser.post("/groups/add/", told).status_code == 400
    assert browser.post(f"/groups/{group.pk}/delete/").status_code == 302
    assert not UnitGroup.objects.exists()


def test_members_of_another_county_are_no_choice(browser):
    foreign = a_unit(a_county("邻县"))
    told = {"name": "各单位", "kind": "closed", "members": [foreign.pk]}
    assert browser.post("/groups/add/", told).status_code == 400
    assert not UnitGroup.objects.exists()


def test_another_countys_bodies_are_not_there(browser):
    other = office(a_county("邻县"))
    unit = a_unit(other.county)
    group = UnitGroup.objects.create(county=other.county, name="各镇", kind="open")
    for path in (f"/units/{unit.pk}/", f"/units/{unit.pk}/close/", f"/groups/{group.pk}/"):
        assert browser.get(path).status_code == 404
        assert browser.post(path).status_code == 404
    for path in (f"/units/{unit.pk}/reopen/", f"/groups/{group.pk}/delete/"):
        assert browser.post(path).status_code == 404


def test_nobody_else_comes_in(seat):
    unit = a_unit(seat.county)
    for actor in (liaison(unit), administrator(), administrator("auditor")):
        stranger = browser_of(actor)
        for path in (
            "/units/",
            "/units/add/",
            f"/units/{unit.pk}/",
            "/groups/add/",
            "/settings/county/",
        ):
            assert stranger.get(path).status_code == 403
