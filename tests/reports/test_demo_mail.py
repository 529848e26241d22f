"""The demo county's digests: as many as the worker would send, never over a mail server."""

from datetime import date

import pytest

from reports.services.demo.days import send_digests
from tests.factories import at
from tests.reports.factories import Scene
from units.choices import DeliveryState
from units.models import Delivery, InboxItem, User

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 3)


@pytest.fixture
def told():
    """A liaison with two things to know."""
    seat = Scene().liaison
    User.objects.filter(pk=seat.user.pk).update(email="demo@shili.invalid")
    for n in range(2):
        InboxItem.objects.create(
            person=seat.user,
            membership=seat.membership,
            effect=f"x{n}",
            title=f"请签收第{n}项任务",
            path="/my/",
            created_at=at(),
        )
    return seat


def test_a_day_leaves_one_digest(told, mailoutbox):
    send_digests(TUESDAY)
    (delivery,) = Delivery.objects.all()
    assert (delivery.person, delivery.state) == (told.user, DeliveryState.SENT)
    assert delivery.items.count() == 2
    (mail,) = mailoutbox
    assert mail.to == ["demo@shili.invalid"]
    assert "请签收第1项任务" in mail.body


def test_nothing_goes_over_a_mail_server(told, mailoutbox, settings):
    settings.EMAIL_HOST = "mail.shili.invalid"
    send_digests(TUESDAY)
    assert not Delivery.objects.exists()
    assert mailoutbox == []
