"""How a message ends: sent, dropped with a reason, tried again, failed, uncertain."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.units.factories import NOON, a_county, a_seat_in, a_unit, administrator, liaison, office
from units.choices import DeliveryState
from units.errors import Conflict, Forbidden
from units.models import Delivery, InboxItem
from units.services.delivery import MAX_ATTEMPTS, deliver
from units.services.gathering import gather, open_counties
from units.services.inbox import post
from units.services.resending import resend, settle

pytestmark = [pytest.mark.django_db, pytest.mark.core]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def seat():
    return a_seat_in(a_unit(a_county()))


def tell(*seats, effect="letter.1.issued", title="关于交办任务的函", **fields):
    post(
        people_memberships=seats, effect=effect, title=title, path="/letters/1/", now=NOON, **fields
    )


def test_a_digest_carries_titles_and_plain_links(seat, settings):
    settings.SITE_URL = "https://fachuang.example/"
    tell(seat)
    tell(seat, effect="letter.2.issued", title="关于印发通报的函")
    assert deliver(NOON) == {"sent": 1}
    (letter,) = mail.outbox
    assert letter.to == [seat.user.email]
    assert "关于交办任务的函" in letter.body
    assert "关于印发通报的函" in letter.body
    for item in InboxItem.objects.filter(person=seat.user):
        assert f"https://fachuang.example/inbox/{item.pk}/" in letter.body
    row = Delivery.objects.get()
    assert (row.state, row.address, row.sent_at >= NOON) == ("sent", seat.user.email, True)
    assert letter.extra_headers["Message-ID"].startswith(f"<delivery.{row.pk}.20260311@")


def test_a_second_run_sends_nothing(seat):
    tell(seat)
    deliver(NOON)
    assert deliver(NOON + MINUTE) == {}
    assert len(mail.outbox) == 1


def test_a_title_of_two_lines_is_no_header_trick(seat):
    tell(seat, title="关于函\nBcc: x@y.example")
    assert deliver(NOON) == {"sent": 1}
    assert mail.outbox[0].subject == "关于函 Bcc: x@y.example"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"email": ""}, "没有登记邮箱"),
        ({"is_active": False}, "已停用"),
    ],
)
def test_the_person_is_looked_at_when_sending(seat, change, reason):
    tell(seat)
    type(seat.user).objects.filter(pk=seat.user_id).update(**change)
    assert deliver(NOON) == {"dropped": 1}
    assert reason in Delivery.objects.get().error
    assert mail.outbox == []


def test_items_of_a_seat_given_up_are_not_sent(seat):
    kept = a_seat_in(a_unit(seat.county), person=seat.user)
    tell(seat, effect="a", title="原岗位的事")
    tell(kept, effect="b", title="现岗位的事")
    type(seat).objects.filter(pk=seat.pk).update(until=NOON.date() - timedelta(days=1))
    assert deliver(NOON) == {"sent": 1}
    assert "原岗位的事" not in mail.outbox[0].body


def test_a_person_who_left_all_seats_gets_nothing(seat):
    tell(seat)
    type(seat).objects.filter(pk=seat.pk).update(until=NOON.date() - timedelta(days=1))
    assert deliver(NOON) == {"dropped": 1}


class Refusing:
    """Stands for a mail server that answers each message with `error`."""

    def __init__(self, *, error, at="send"):
        self.error, self.at, self.seen = error, at, 0

    def open(self):
        if self.at == "open":
            self.seen += 1
            raise self.error

    def send_messages(self, messages):
        self.seen += 1
        raise self.error

    def close(self):
        pass


@pytest.fixture
def server(monkeypatch):
    def answer(error, at="send"):
        fake = Refusing(error=error, at=at)
        monkeypatch.setattr("units.services.delivery.get_connection", lambda: fake)
        return fake

    return answer


def test_a_refused_message_is_tried_later_and_fails_in_the_end(seat, server):
    server(smtplib.SMTPDataError(451, b"later"))
    tell(seat, urgent=True)
    now = NOON
    for attempt in range(1, MAX_ATTEMPTS):
        assert deliver(now) == {"waiting": 1}, attempt
        assert deliver(now + timedelta(seconds=30)) == {}
        now = Delivery.objects.get().not_before
    assert deliver(now) == {"failed": 1}
    assert "451" in Delivery.objects.get().error


def test_a_digest_refused_in_the_evening_waits_for_the_morning(seat, server):
    server(smtplib.SMTPDataError(451, b"later"))
    evening = NOON + timedelta(hours=5, minutes=59, seconds=30)  # 17:59:30
    tell(seat)
    assert deliver(evening) == {"waiting": 1}
    assert Delivery.objects.get().not_before.isoformat() == "2026-03-12T00:00:00+00:00"


SATURDAY_NIGHT = NOON + timedelta(days=3, hours=11)
MONDAY_MORNING = "2026-03-16T00:00:00+00:00"


def test_a_digest_left_over_when_its_window_shut_waits_for_the_next(seat):
    tell(seat)
    gather(NOON)
    assert deliver(SATURDAY_NIGHT) == {"waiting": 1}
    assert Delivery.objects.get().not_before.isoformat() == MONDAY_MORNING
    assert deliver(NOON + timedelta(days=5)) == {"sent": 1}


def test_a_digest_whose_sender_died_waits_for_its_window_too(seat):
    tell(seat)
    gather(NOON)
    Delivery.objects.update(state=DeliveryState.CLAIMED, lease_until=NOON)
    assert deliver(SATURDAY_NIGHT) == {"waiting": 1}


def test_what_is_urgent_leaves_at_night(seat):
    tell(seat, urgent=True)
    assert deliver(SATURDAY_NIGHT) == {"sent": 1}


def test_a_dead_server_stops_the_run_and_costs_no_attempt(seat, server):
    dead = server(ConnectionRefusedError("refused"), at="open")
    tell(seat, a_seat_in(seat.unit))
    assert deliver(NOON) == {"waiting": 1}
    assert dead.seen == 1
    assert set(Delivery.objects.values_list("state", "attempts")) == {("waiting", 0)}


@pytest.fixture
def asked_again(monkeypatch):
    """The jobs that the sending of messages asks for."""
    names = []
    monkeypatch.setattr("units.services.delivery.kick", names.append)
    return names


@pytest.mark.parametrize(("at", "follows"), [("open", []), ("send", ["units.deliver"])])
def test_a_full_batch_is_followed_at_once_unless_the_server_is_dead(
    seat, server, asked_again, monkeypatch, at, follows
):
    monkeypatch.setattr("units.services.delivery.BATCH", 1)
    server(smtplib.SMTPDataError(451, b"later"), at=at)
    tell(seat, a_seat_in(seat.unit))
    deliver(NOON)
    assert asked_again == follows


def test_gathering_asks_as_much_for_many_counties_as_for_one(seat, django_assert_num_queries):
    with CaptureQueriesContext(connection) as one:
        open_counties(NOON)
    for number in range(3):
        a_county(f"邻县{number}")
    with django_assert_num_queries(len(one)):
        assert len(open_counties(NOON)) == 4


def test_a_break_after_handing_over_is_uncertain(seat, server):
    server(smtplib.SMTPServerDisconnected("gone"))
    tell(seat)
    assert deliver(NOON) == {"uncertain": 1}
    assert deliver(NOON + timedelta(hours=1)) == {}


def test_a_message_stuck_in_sending_is_uncertain(seat):
    tell(seat)
    deliver(NOON)
    Delivery.objects.update(state="sending", lease_until=NOON + 5 * MINUTE)
    assert deliver(NOON + 4 * MINUTE) == {}
    assert deliver(NOON + 6 * MINUTE) == {"uncertain": 1}
    assert len(mail.outbox) == 1


def test_a_claim_is_respected_until_its_lease_ends(seat):
    tell(seat)
    deliver(NOON)
    Delivery.objects.update(state="claimed", lease_until=NOON + 5 * MINUTE)
    assert deliver(NOON + 4 * MINUTE) == {}
    assert deliver(NOON + 6 * MINUTE) == {"sent": 1}


@pytest.fixture
def uncertain(seat):
    tell(seat)
    deliver(NOON)
    row = Delivery.objects.get()
    Delivery.objects.update(state=DeliveryState.UNCERTAIN)
    return row


def test_the_office_sends_again_under_the_same_id(uncertain, seat):
    resend(actor=office(seat.county), delivery=uncertain, now=NOON + MINUTE)
    assert deliver(NOON + MINUTE) == {"sent": 1}
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_a_digest_sent_again_at_night_leaves_in_the_morning(uncertain, seat):
    resend(actor=office(seat.county), delivery=uncertain, now=SATURDAY_NIGHT)
    assert deliver(SATURDAY_NIGHT) == {"waiting": 1}
    assert Delivery.objects.get().not_before.isoformat() == MONDAY_MORNING


def test_sending_again_twice_is_a_conflict(uncertain):
    actor = administrator()
    resend(actor=actor, delivery=uncertain, now=NOON)
    with pytest.raises(Conflict):
        resend(actor=actor, delivery=uncertain, now=NOON)


def test_what_arrived_is_settled(uncertain):
    settle(actor=administrator(), delivery=uncertain, now=NOON)
    assert Delivery.objects.get().state == "sent"


def test_others_do_not_send_again(uncertain, seat):
    for actor in (
        liaison(seat.unit),
        office(a_county("邻县")),
        administrator("auditor"),
    ):
        with pytest.raises(Forbidden):
            resend(actor=actor, delivery=uncertain, now=NOON)
