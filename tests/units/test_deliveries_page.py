"""消息发送: what left and what a person decides; no titles."""

import pytest

from tests.units.factories import NOON, a_county, a_unit, administrator, browser_of, liaison, office
from units.models import Delivery
from units.services.delivery import deliver
from units.services.inbox import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats():
    mine, foreign = a_county(), a_county("邻县")
    found = liaison(a_unit(mine)), liaison(a_unit(foreign))
    for seat in found:
        post(
            people_memberships=[seat.membership],
            effect="letter.1",
            title="机密标题",
            path="/",
            now=NOON,
        )
    deliver(NOON)
    Delivery.objects.update(state="uncertain")
    return found


def test_the_office_sees_its_county_without_titles(seats):
    page = browser_of(office(seats[0].county)).get("/deliveries/").content.decode()
    assert seats[0].user.name in page
    assert seats[1].user.name not in page
    assert "机密标题" not in page
    assert "1 封待处理" in page


def test_the_office_sends_again_or_notes_arrival(seats):
    browser = browser_of(office(seats[0].county))
    own, foreign = (Delivery.objects.get(person=seat.user) for seat in seats)
    assert browser.post(f"/deliveries/{own.pk}/settle/").status_code == 302
    assert browser.post(f"/deliveries/{own.pk}/resend/").status_code == 409
    assert browser.post(f"/deliveries/{foreign.pk}/resend/").status_code == 404


def test_a_system_administrator_sees_all(seats):
    browser = browser_of(administrator())
    assert len(browser.get("/deliveries/?state=uncertain").context["page"]) == 2
    assert len(browser.get("/deliveries/?state=sent").context["page"]) == 0
    assert browser.get("/deliveries/?state=x").status_code == 200
    row = Delivery.objects.first()
    assert browser.post(f"/deliveries/{row.pk}/resend/").status_code == 302


def test_nobody_else_comes_in(seats):
    for seat in (seats[0], administrator("auditor")):
        browser = browser_of(seat)
        assert browser.get("/deliveries/").status_code == 403
        assert browser.post("/deliveries/1/resend/").status_code == 403


def test_mail_that_only_becomes_a_file_is_said_to(seats, settings):
    browser = browser_of(office(seats[0].county))
    settings.EMAIL_HOST = ""
    assert "没有真正发出" in browser.get("/deliveries/").content.decode()
    settings.EMAIL_HOST = "mail.shili.invalid"
    assert "没有真正发出" not in browser.get("/deliveries/").content.decode()
