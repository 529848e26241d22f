"""管理: the pages of accounts, for administrators only."""

import pytest

from tests.units.factories import (
    a_county,
    a_person,
    a_seat_in,
    a_unit,
    administrator,
    browser_of,
    liaison,
    office,
)
from units.models import Membership, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return browser_of(administrator())


@pytest.fixture
def seat():
    return a_seat_in(a_unit(a_county(), "县民政局"), person=a_person("李雷"))


def test_the_list_finds_people_by_name_account_and_unit(admin, seat):
    a_person("韩梅梅")
    for query in (
        {"q": "李雷"},
        {"q": seat.user.username},
        {"unit": seat.unit_id},
    ):
        page = admin.get("/people/", query).content.decode()
        assert "李雷" in page
        assert "韩梅梅" not in page
    assert "没有符合条件" in admin.get("/people/", {"unit": "x"}).content.decode()


def test_who_has_left_is_shown_on_demand(admin, seat):
    User.objects.filter(pk=seat.user_id).update(is_active=False)
    assert "李雷" not in admin.get("/people/").content.decode()
    assert "李雷" in admin.get("/people/?left=on").content.decode()


def test_a_new_account_shows_its_password_once(admin):
    facts = {"username": "lilei", "name": "李雷", "email": "lilei@mail.example"}
    page = admin.post("/people/add/", facts)
    word = page.context["word"]
    person = User.objects.get(username="lilei")
    assert person.check_password(word)
    assert word not in admin.get(f"/people/{person.pk}/").content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"username": "李雷"}, "账号用小写字母开头"),
        ({"username": ""}, "账号"),
        ({"email": "x"}, "邮箱"),
        ({"name": "长" * 60}, "姓名"),
    ],
)
def test_a_wrong_account_is_not_opened_and_keeps_what_was_typed(admin, change, sentence):
    facts = {"username": "lilei", "name": "李雷", "phone": "12345"} | change
    page = admin.post("/people/add/", facts)
    assert page.status_code == 400
    assert sentence in page.content.decode()
    assert 'value="12345"' in page.content.decode()
    assert not User.objects.filter(phone="12345").exists()


def test_ways_to_reach_a_person_are_changed(admin, seat):
    answer = admin.post(f"/people/{seat.user_id}/", {"name": "李雷", "phone": "0577"})
    assert answer.status_code == 302
    assert User.objects.get(pk=seat.user_id).phone == "0577"


def test_a_seat_is_given_and_ended(admin, seat):
    other = a_unit(seat.county, "县司法局")
    facts = {
        "county": seat.county_id,
        "role": "liaison",
        "unit": other.pk,
        "since": "2026-01-05",
    }
    assert admin.post(f"/people/{seat.user_id}/seats/", facts).status_code == 302
    made = Membership.objects.get(unit=other)
    page = admin.get(f"/people/{seat.user_id}/").content.decode()
    assert "县司法局" in page
    assert admin.post(f"/people/{seat.user_id}/seats/{made.pk}/end/").status_code == 302
    made.refresh_from_db()
    assert made.until is not None


def test_a_refused_seat_says_why(admin, seat):
    facts = {"county": seat.county_id, "role": "office_clerk", "unit": seat.unit_id}
    page = admin.post(f"/people/{seat.user_id}/seats/", facts | {"since": "2026-01-05"})
    assert "请选择依法治县办" in page.content.decode()
    page = admin.post(f"/people/{seat.user_id}/seats/", facts | {"since": "昨天"})
    assert page.status_code == 400


def test_a_person_leaves_and_comes_back(admin, seat):
    assert "今日结束" in admin.get(f"/people/{seat.user_id}/leave/").content.decode()
    assert admin.post(f"/people/{seat.user_id}/leave/").status_code == 302
    again = admin.post(f"/people/{seat.user_id}/leave/")
    assert again.status_code == 400
    assert "已经停用" in again.content.decode()
    assert admin.post(f"/people/{seat.user_id}/return/").status_code == 200


def test_administrators_are_not_on_these_pages(admin):
    other = a_person(kind="auditor")
    assert admin.get(f"/people/{other.pk}/").status_code == 404
    assert admin.post(f"/people/{other.pk}/password/").status_code == 404


def test_nobody_else_comes_in(seat):
    pk = seat.user_id
    for actor in (liaison(seat.unit), office(seat.county), administrator("auditor")):
        browser = browser_of(actor)
        for path in ("/people/", "/people/add/", f"/people/{pk}/", f"/people/{pk}/leave/"):
            assert browser.get(path).status_code == 403
        for path in ("password", "leave", "return", "seats", f"seats/{seat.pk}/end"):
            assert browser.post(f"/people/{pk}/{path}/").status_code == 403
    assert User.objects.get(pk=pk).is_active


def test_the_security_administrator_gives_seats_but_keeps_no_accounts(seat):
    browser = browser_of(administrator("secadmin"))
    page = browser.get(f"/people/{seat.user_id}/").content.decode()
    assert "添加任职" in page
    assert "重置密码" not in page
    assert browser.post(f"/people/{seat.user_id}/password/").status_code == 403
    assert browser.post(f"/people/{seat.user_id}/seats/{seat.pk}/end/").status_code == 302
