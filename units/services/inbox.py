"""What people are told: an inbox item per person and effect; messages take items along later."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from units.dispatch import kick
from units.models import InboxItem, Membership, User


@transaction.atomic
def post(
    *,
    people_memberships: Iterable[Membership],
    effect: str,
    title: str,
    path: str,
    now: datetime,
    urgent: bool = False,
) -> None:
    """Owe each person one item; a second call with the same `effect` changes nothing.

    `effect` is the unique key of what happened (`letter.12.issued`), `path` begins with "/".
    A person sitting in two of the seats gets one item. `urgent` (特急) leaves at once by a message
    of its own; else it waits for the digest of the next open window. E-mail is gathered from the
    rows by `units.deliver`.
    """
    seats = {seat.user_id: seat for seat in people_memberships}
    InboxItem.objects.bulk_create(
        [
            InboxItem(
                person_id=person_id,
                membership=seat,
                effect=effect,
                title=title[:200],
                path=path,
                urgent=urgent,
                created_at=now,
            )
            for person_id, seat in sorted(seats.items())
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    kick("units.deliver")


@transaction.atomic
def post_account(*, person: User, effect: str, title: str, path: str, now: datetime) -> InboxItem:
    """Owe a person news about their own account: leaves at once, whatever the hour and the seat."""
    item, _ = InboxItem.objects.get_or_create(
        person=person,
        effect=effect,
        defaults={"title": title[:200], "path": path, "urgent": True, "created_at": now},
    )
    kick("units.deliver")
    return item


def stamp(now: datetime) -> str:
    """Return what makes an act unlike the next of its kind, for an `effect` that may recur."""
    return f"{now:%Y%m%d%H%M%S%f}"


def mark_read(*, person: User, ids: Iterable[int] | None, now: datetime) -> int:
    """Mark a person's own items as read, all of them with `ids=None`; returns how many changed."""
    rows = InboxItem.objects.filter(person=person).unread()
    return rows.update(read_at=now) if ids is None else rows.filter(pk__in=ids).update(read_at=now)
