"""Long jobs: opened in the act that wants them, taken under a lease, finished or failed."""

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q

from units.access import Seat
from units.choices import WorkState
from units.dispatch import kick
from units.errors import NotDone
from units.models import Work

LEASE = timedelta(minutes=5)
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

    A block that is refused fails the work with that sentence; after any other error, or when
    the lease of a killed process has run out, it is taken again, at most MAX_ATTEMPTS times.
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
    except NotDone as error:
        Work.objects.filter(pk=work_id).update(
            state=WorkState.FAILED, lease_until=None, error=error.message[:300]
        )
    except Exception:
        # Given back at once: the sweep takes it again, and `give_up` ends what never succeeds.
        Work.objects.filter(pk=work_id).update(state=WorkState.WAITING, lease_until=None)
        raise


def report(work: Work, *, done_steps: int, now: datetime) -> None:
    """Write how far the work has come, and hold the lease on from `now`."""
    Work.objects.filter(pk=work.pk).update(done_steps=done_steps, lease_until=now + LEASE)


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


def give_up(now: datetime) -> int:
    """Fail works that were tried MAX_ATTEMPTS times; returns how many."""
    tried = Work.objects.filter(attempts__gte=MAX_ATTEMPTS).filter(
        Q(state=WorkState.WAITING) | Q(state=WorkState.RUNNING, lease_until__lt=now)
    )
    return tried.update(
        state=WorkState.FAILED,
        lease_until=None,
        error="多次办理都没有成功，请联系系统管理员查看日志后重新发起。",
    )
