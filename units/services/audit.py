"""Write the audit trail: who, when, where from, which act on which object, and how it ended."""

from datetime import datetime

from django.db import models

from units import clock
from units.access import Actor, Seat
from units.choices import AuditResult
from units.models import AuditEntry, User


def record_audit(
    *,
    actor: Actor | None,
    action: str,
    obj: models.Model | None = None,
    object_type: str = "",
    object_id: str = "",
    result: str = AuditResult.DONE,
    username: str = "",
    address: str = "",
    now: datetime | None = None,
) -> AuditEntry:
    """Add one row to the trail, in the transaction of the act itself, and return it.

    `action` is a code such as `part.accept`. The object is named by `obj`, or by type and id
    where there is no row. `actor=None` is nobody known (a failed log-in): then `username` and
    `address` say what was tried. Business text never goes in here.
    """
    user: User | None = actor.user if actor else None
    county = actor.county if actor else None
    return AuditEntry.objects.create(
        at=now or clock.now(),
        county=county,
        user=user,
        membership=actor.membership if isinstance(actor, Seat) else None,
        username=(user.username if user else username)[:50],
        address=(actor.address if actor else address)[:45],
        action=action,
        object_type=object_type or (obj._meta.label_lower[:30] if obj is not None else ""),
        object_id=str(object_id or (obj.pk if obj is not None else "")),
        result=result,
    )
