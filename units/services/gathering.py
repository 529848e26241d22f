"""Put what is owed into messages: one digest per person and day, 特急 and account mail alone."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from units.calendar import calendar
from units.choices import Channel, DeliveryState
from units.clock import local_date
from units.models import County, Delivery, InboxItem
from units.querysets.inbox import InboxQuerySet
from units.windows import next_open
from units.workdays import Calendar

DIGEST = "digest"


def gather(now: datetime) -> int:
    """Attach loose inbox items to messages that may leave now; returns how many items moved.

    Items whose county's window is shut stay loose until it opens. Safe when two run at once.
    """
    alone = InboxItem.objects.ungathered().filter(urgent=True).order_by("pk")
    moved = sum(_gather_alone(pk, person, now) for pk, person in alone.values_list("pk", "person"))
    ready = _ready_for_digest(open_counties(now))
    people = ready.order_by("person_id").values_list("person_id", flat=True).distinct()
    return moved + sum(_gather_digest(person, ready, now) for person in list(people))


def _ready_for_digest(counties: list[int]) -> InboxQuerySet:
    loose = InboxItem.objects.ungathered()
    return loose.filter(urgent=False, membership__county_id__in=counties)


def open_counties(now: datetime) -> list[int]:
    """Return the ids of the counties whose window is open."""
    days = calendar()
    return [county.pk for county in County.objects.all() if opening(county, now, days) <= now]


def opening(county: County, moment: datetime, days: Calendar) -> datetime:
    """Return when a message of that county may leave, `moment` itself if it may now."""
    return next_open(
        moment,
        calendar=days,
        from_hour=county.mail_from_hour,
        until_hour=county.mail_until_hour,
    )


@transaction.atomic
def _gather_alone(pk: int, person_id: int, now: datetime) -> int:
    message, _ = Delivery.objects.get_or_create(
        person_id=person_id,
        channel=Channel.EMAIL,
        day=local_date(now),
        slot=f"alone-{pk}",
        defaults={"not_before": now},
    )
    return InboxItem.objects.ungathered().filter(pk=pk).update(delivery=message)


@transaction.atomic
def _gather_digest(person_id: int, ready: InboxQuerySet, now: datetime) -> int:
    """Fill the person's waiting digest, or begin today's unless one has left today already."""
    digests = Delivery.objects.filter(person_id=person_id, channel=Channel.EMAIL, slot=DIGEST)
    waiting = digests.filter(state=DeliveryState.WAITING).order_by("pk").first()
    if waiting is None:
        if digests.filter(_left_on(local_date(now))).exists():
            return 0
        waiting, _ = Delivery.objects.get_or_create(
            person_id=person_id,
            channel=Channel.EMAIL,
            day=local_date(now),
            slot=DIGEST,
            defaults={"not_before": now},
        )
    # The conditional write holds the row until commit, so that no sender reads half the items.
    held = Delivery.objects.filter(pk=waiting.pk, state=DeliveryState.WAITING)
    if not held.update(state=DeliveryState.WAITING):
        return 0
    return ready.filter(person_id=person_id).update(delivery=waiting)


def _left_on(day: date) -> Q:
    """A digest of that day, or an older one that left, or is leaving, on that day."""
    on_the_way = Q(state__in=[DeliveryState.CLAIMED, DeliveryState.SENDING])
    return Q(day=day) | Q(sent_at__date=day) | on_the_way
