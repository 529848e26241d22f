"""Write the audit trail: who, when, where from, which act on which object, and how it ended."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from units.access import Actor, Seat
from units.choices import AuditResult
from units.models import AuditEntry, User

BATCH = 500


def record_audit(
    *,
    actor: Actor | None,
    action: str,
    now: datetime,
    obj: models.Model | None = None,
    object_type: str = "",
    object_id: str = "",
    result: str = AuditResult.DONE,
    username: str = "",
    address: str = "",
) -> AuditEntry:
    """Add one row to the trail, in the transaction of the act itself, and return it.

    `action` is a code such as `part.accept`. The object is named by `obj`, or by type and id
    where there is no row. `actor=None` is nobody known (a failed log-in): then `username` and
    `address` say what was tried. Business text never goes in here.
    """
    return AuditEntry.objects.create(
        **_who(actor, username, address),
        at=now,
        action=action,
        object_type=object_type or (obj._meta.label_lower[:30] if obj is not None else ""),
        object_id=str(object_id or (obj.pk if obj is not None else "")),
        result=result,
    )


def record_audits(
    *, actor: Actor, action: str, objs: Iterable[models.Model], now: datetime
) -> None:
    """Add one row for each of `objs` as `record_audit` does, in one statement for hundreds."""
    who = _who(actor, "", "")
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                **who,
                at=now,
                action=action,
                object_type=obj._meta.label_lower[:30],
                object_id=str(obj.pk),
            )
            for obj in objs
        ],
        BATCH,
    )


def _who(actor: Actor | None, username: str, address: str) -> dict[str, Any]:
    user: User | None = actor.user if actor else None
    return {
        "county": actor.county if actor else None,
        "user": user,
        "membership": actor.membership if isinstance(actor, Seat) else None,
        "username": (user.username if user else username)[:50],
        "address": (actor.address if actor else address)[:45],
    }
