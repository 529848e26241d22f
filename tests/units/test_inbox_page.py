"""The inbox shows a person's own items and nobody else's."""

from datetime import timedelta

import pytest

from tests.units.factories import (
    NOON,
    a_county,
    a_seat_in,
    a_unit,
    administrator,
    browser_of,
    liaison,
)
from units.models import InboxItem
from units.services.inbox import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    county = a_county()
    unit = a_unit(county)
    owner, colleague, stranger = liaison(unit), liaison(unit), liaison(a_unit(county))
    for number, seat in enumerate((owner, colleague, stranger)):
        post(
            people_memberships=[seat.membership],
            effect=f"letter.{number}",
            title=f"第{number}号函",
            path=f"/letters/{number}/",
            now=NOON,
        )
    return owner, colleague, stranger


def test_each_sees_their_own(people):
    for number, seat in enumerate(people):
        page = browser_of(seat).get("/inbox/").content.decode()
        assert [f"第{n}号函" in page for n in range(3)] == [n == number for n in range(3)]


def test_opening_marks_as_read_and_leads_on(people):
    item = InboxItem.objects.get(person=people[0].user)
    browser = browser_of(people[0])
    assert browser.get(f"/inbox/{item.pk}/").url == "/letters/0/"
    item.refresh_from_db()
    assert item.read_at is not None
    assert "第0号函" not in browser.get("/inbox/?unread=1").content.decode()


@pytest.fixture
def second(people):
    """Another seat of the first person, with an item of its own."""
    seat = a_seat_in(a_unit(people[0].county, "县民政局"), person=people[0].user)
    post(people_memberships=[seat], effect="second", title="二", path="/letters/9/", now=NOON)
    return seat


def test_opening_sits_down_where_the_item_belongs(people, second):
    own, other = InboxItem.objects.filter(person=people[0].user).order_by("pk")
    browser = browser_of(people[0])
    for item, seat in ((other, second), (own, people[0].membership), (own, people[0].membership)):
        browser.get(f"/inbox/{item.pk}/")
        assert browser.get("/inbox/").wsgi_request.seat.membership == seat


def test_the_change_of_seat_is_said(people, second):
    browser = browser_of(people[0])
    browser.get(f"/inbox/{InboxItem.objects.get(effect='second').pk}/")
    assert f"现在以“{second}”的身份办理" in browser.get("/inbox/").content.decode()


def test_a_seat_given_up_is_not_taken_again(people, second):
    type(second).objects.filter(pk=second.pk).update(until=NOON.date() - timedelta(days=1))
    browser = browser_of(people[0])
    assert browser.get(f"/inbox/{InboxItem.objects.get(effect='second').pk}/").status_code == 302
    assert browser.get("/inbox/").wsgi_request.seat.membership == people[0].membership


def test_foreign_items_are_not_there(people):
    item = InboxItem.objects.get(person=people[0].user)
    for seat in people[1:]:
        assert browser_of(seat).get(f"/inbox/{item.pk}/").status_code == 404
    item.refresh_from_db()
    assert item.read_at is None


def test_mark_all_marks_own(people):
    browser_of(people[0]).post("/inbox/read/")
    assert InboxItem.objects.unread().count() == 2


def test_an_empty_inbox_says_what_comes(people):
    page = browser_of(liaison(people[0].membership.unit)).get("/inbox/")
    assert "没有消息" in page.content.decode()


def test_administrators_have_none(people):
    assert browser_of(administrator()).get("/inbox/").status_code == 403
