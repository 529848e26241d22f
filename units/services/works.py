"""Long jobs: opened in the act that wants them, taken under a lease, finished or failed."""

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q

from units.access import Seat
from units.choices import WorkState
from units.dispatch import kick
from units.errors import Refused
from units.models import Work

LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 5


def open_work(
    *,
    kind: str,
    key: str,
    actor: Seat | None,
    now: datetime,
    args: dict[str, Any],
    all_steps: int = 0,
) -> Work:
    """Return the work of `key`, new or the one already open, and ask for its job after commit.

    `kind` is the name of the job, which takes `work_id`.
    """
    work, _ = Work.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "county_id": actor.county_id if actor else None,
            "membership": actor.membership if actor else None,
            "args": args,
            "all_steps": all_steps,
            "created_at": now,
        },
    )
    kick(kind, work_id=work.pk)
    return work


@contextlib.contextmanager
def taken(work_id: int, *, now: datetime) -> Iterator[Work | None]:
    """Hold the lease of a work while the block runs; None when another process has it.

    A block that raises Refused fails the work with that sentence; any other error leaves it to be
    taken again when the lease has run out, at most MAX_ATTEMPTS times.
    """
    won = (
        Work.objects.filter(pk=work_id, attempts__lt=MAX_ATTEMPTS)
        .filter(Q(state=WorkState.WAITING) | Q(state=WorkState.RUNNING, lease_until__lt=now))
        .update(state=WorkState.RUNNING, lease_until=now + LEASE, attempts=F("attempts") + 1)
    )
    if not won:
        yield None
        return
    work = Work.objects.select_related("membership__user", "membership__county").get(pk=work_id)
    try:
        yield work
    except Refused as error:
        Work.objects.filter(pk=work_id).update(
            state=WorkState.FAILED, lease_until=None, error=error.message[:300]
        )


def report(work: Work, *, done_steps: int) -> None:
    """Write how far the work has come."""
    Work.objects.filter(pk=work.pk).update(done_steps=done_steps)


def finish(work: Work, *, result: dict[str, Any]) -> None:
    """Mark the work as done with its result (JSON)."""
    Work.objects.filter(pk=work.pk).update(
        state=WorkState.DONE, lease_until=None, result=result, error=""
    )


def due_works(now: datetime) -> list[tuple[str, int]]:
    """Return (job name, id) of works that wait or whose lease has run out, for the sweep."""
    rows = Work.objects.filter(
        Q(state=WorkState.WAITING) | Q(state=WorkState.RUNNING, lease_until__lt=now),
        attempts__lt=MAX_ATTEMPTS,
    )
    return list(rows.order_by("pk").values_list("kind", "pk"))
