"""Build the message of a delivery from what is true at the moment of sending."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from units import mail_text
from units.errors import Refused
from units.models import Delivery, InboxItem, Membership
from units.querysets.access import MembershipQuerySet

PRODUCT = "法治政府建设示范创建工作平台"


def message_key(delivery: Delivery) -> str:
    """Return the Message-ID: the same however often the delivery is tried."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<delivery.{delivery.pk}.{delivery.day:%Y%m%d}@{host}>"


def compose(delivery: Delivery, *, today: date) -> EmailMessage:
    """Return the message; address and seats are read now.

    Raises Refused with the reason when nobody is left to write to: the person has gone, holds
    none of the seats any more, or has no address.
    """
    person = delivery.person
    if not person.is_active:
        raise Refused("人员账号已停用，不再发送。")
    if not person.email:
        raise Refused("人员没有登记邮箱，只在系统收件箱中提示。")
    items = _still_owed(delivery, today)
    if not items:
        raise Refused("人员已不在原岗位，不再发送。")
    lines = [(item.title, _link(item)) for item in items]
    seat = items[0].membership
    head = seat.county.page_title if seat else PRODUCT
    urgent = seat is not None and items[0].urgent
    return EmailMessage(
        subject=mail_text.subject(lines, urgent=urgent, head=head),
        body=mail_text.body(person.name, lines, site_url=settings.SITE_URL, head=head),
        to=[person.email],
        headers={"Message-ID": message_key(delivery)},
    )


def _link(item: InboxItem) -> str:
    """Return the path by way of the inbox, which chooses the seat; account news goes straight."""
    return reverse("inbox-item", args=[item.pk]) if item.membership_id else item.path


def _still_owed(delivery: Delivery, today: date) -> list[InboxItem]:
    """Return the items about the account itself and those of seats the person still holds."""
    held: MembershipQuerySet = Membership.objects.current(today)
    seats = set(held.filter(user_id=delivery.person_id).values_list("pk", flat=True))
    items = delivery.items.select_related("membership__county").order_by("created_at", "pk")
    return [item for item in items if item.membership_id is None or item.membership_id in seats]
