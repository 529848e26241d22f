"""Accounts and addresses shut out after wrong passwords, and how they are let in again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from units.access import Seat
from units.policies import require
from units.services.audit import record_audit


@dataclass(frozen=True)
class Lockout:
    """One account at one address; `failures` counts wrong passwords there."""

    username: str
    address: str
    failures: int
    last_at: datetime


def current_lockouts() -> list[Lockout]:
    """Return the accounts and addresses with wrong passwords in the running quarter of an hour.

    Measured on the real clock, as django-axes does.
    """
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    rows = (
        AccessAttempt.objects.filter(attempt_time__gte=since)
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), last_at=Max("attempt_time"))
        .order_by("-last_at")
    )
    return [
        Lockout(row["username"] or "", row["ip_address"] or "", row["failures"], row["last_at"])
        for row in rows
    ]


@transaction.atomic
def unlock(*, actor: Seat, username: str, address: str, now: datetime) -> int:
    """Forget the wrong passwords of an account, or of an address; returns how many rows went.

    With both given, those of the account at that address.
    """
    require(actor, "account.unlock")
    rows = AccessAttempt.objects.all()
    if username:
        rows = rows.filter(username=username)
    if address:
        rows = rows.filter(ip_address=address)
    if not username and not address:
        return 0
    count: int = rows.delete()[0]
    record_audit(
        actor=actor,
        action="account.unlock",
        object_type="account",
        object_id=(username or address)[:40],
        now=now,
    )
    return count
