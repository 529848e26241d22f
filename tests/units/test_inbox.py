"""What a person is owed: once per effect, one digest per day, 特急 alone and at once."""

from datetime import date, timedelta

import pytest

from tests.units.factories import NOON, a_county, a_person, a_seat_in, a_unit
from units.models import Delivery, Holiday, InboxItem
from units.services.gathering import gather
from units.services.inbox import mark_read, post, post_account

pytestmark = [pytest.mark.django_db, pytest.mark.core]
EVENING = NOON + timedelta(hours=8)
NEXT_MORNING = NOON + timedelta(hours=21)  # Thursday 09:00


@pytest.fixture
def seat():
    return a_seat_in(a_unit(a_county()))


def tell(*seats, effect="letter.1.issued", now=NOON, **fields):
    post(
        people_memberships=seats,
        effect=effect,
        title="交办函",
        path="/letters/1/",
        now=now,
        **fields,
    )


def test_one_item_per_person_and_effect(seat):
    second = a_seat_in(seat.unit, "unit_deputy", person=seat.user)
    colleague = a_seat_in(seat.unit)
    tell(seat, second, colleague)
    assert InboxItem.objects.count() == 2
    tell(seat, colleague)
    assert InboxItem.objects.count() == 2
    tell(seat, effect="letter.2.issued")
    assert InboxItem.objects.filter(person=seat.user).count() == 2


def test_a_day_has_one_digest(seat):
    tell(seat)
    tell(seat, effect="letter.2.issued")
    assert gather(NOON) == 2
    (digest,) = Delivery.objects.all()
    assert (digest.day, digest.slot, digest.items.count()) == (date(2026, 3, 11), "digest", 2)
    tell(seat, effect="letter.3.issued")
    gather(NOON)
    assert digest.items.count() == 3


def test_what_comes_after_the_digest_has_left_waits_for_the_next_day(seat):
    tell(seat)
    gather(NOON)
    Delivery.objects.update(state="sent", sent_at=NOON)
    tell(seat, effect="letter.2.issued")
    assert gather(NOON) == 0
    assert gather(NEXT_MORNING) == 1
    assert [d.day for d in Delivery.objects.all()] == [date(2026, 3, 11), date(2026, 3, 12)]


def test_a_digest_sent_late_counts_for_the_day_it_left(seat):
    tell(seat)
    gather(NOON)
    Delivery.objects.update(state="sent", sent_at=NEXT_MORNING)
    tell(seat, effect="letter.2.issued", now=NEXT_MORNING)
    assert gather(NEXT_MORNING) == 0


def test_nothing_outside_the_window(seat):
    tell(seat, now=EVENING)
    assert gather(EVENING) == 0
    assert gather(EVENING + timedelta(hours=12, minutes=1)) == 1


def test_nothing_on_a_rest_day(seat):
    Holiday.objects.create(day=date(2026, 3, 11), is_workday=False, name="测试休息日")
    tell(seat)
    assert gather(NOON) == 0
    assert gather(NEXT_MORNING) == 1


def test_each_county_has_its_own_window(seat):
    early = a_seat_in(a_unit(a_county("早起县", mail_from_hour=6)))
    tell(seat, early)
    assert gather(NOON - timedelta(hours=5)) == 1
    assert InboxItem.objects.ungathered().get().person == seat.user


def test_urgent_leaves_alone_at_any_hour(seat):
    tell(seat, now=EVENING)
    tell(seat, effect="letter.2.issued", now=EVENING, urgent=True)
    assert gather(EVENING) == 1
    (message,) = Delivery.objects.all()
    assert message.slot.startswith("alone-")
    assert message.not_before == EVENING


def test_account_mail_needs_no_seat():
    person = a_person()
    for _ in range(2):
        post_account(
            person=person, effect="password.1", title="密码已重置", path="/login/", now=EVENING
        )
    assert gather(EVENING) == 1
    assert Delivery.objects.get().person == person


def test_reading_marks_own_items_only(seat):
    stranger = a_seat_in(seat.unit)
    tell(seat, stranger)
    own, foreign = (InboxItem.objects.get(person=s.user) for s in (seat, stranger))
    assert mark_read(person=seat.user, ids=[own.pk, foreign.pk], now=NOON) == 1
    assert mark_read(person=stranger.user, ids=None, now=NOON) == 1
    assert not InboxItem.objects.unread().exists()
