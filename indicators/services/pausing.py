"""Lets no bytes go while a backup is made, so that every row dumped finds its file.

The pause is a row, seen by all nodes; a backup that died loses it when its lease runs out.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from units.choices import WorkState
from units.errors import Refused
from units.models import Work
from units.services.works import MAX_ATTEMPTS

KEY = "indicators.sweep_blobs"
LEASE = timedelta(hours=1)


@contextmanager
def paused(now: datetime) -> Iterator[Callable[[datetime], None]]:
    """Pause for the block; gives a function that holds the pause on from a later moment.

    Removals under way end first. Raises Refused while another backup holds the pause.
    """
    if not _take(now):
        raise Refused("另一个备份正在进行，请等它完成；如已中断，一小时后可重新备份。")
    try:
        yield _hold
    finally:
        resume()


def resume() -> None:
    """End the pause; also after a restore, whose dump was made amid one."""
    Work.objects.filter(key=KEY).update(state=WorkState.DONE, lease_until=None)


def resting(now: datetime) -> bool:
    """Inside the transaction that removes bytes: whether it must not.

    The row stays locked, so that a backup waits for removals that have begun.
    """
    return _row(now).state == WorkState.RUNNING


@transaction.atomic
def _take(now: datetime) -> bool:
    row = _row(now)
    free = ~Q(state=WorkState.RUNNING) | Q(lease_until__lt=now)
    return bool(
        Work.objects.filter(free, pk=row.pk).update(
            state=WorkState.RUNNING, lease_until=now + LEASE
        )
    )


def _hold(now: datetime) -> None:
    Work.objects.filter(key=KEY).update(lease_until=now + LEASE)


def _row(now: datetime) -> Work:
    # MAX_ATTEMPTS: the sweep of works never starts it, it only ends a lease that ran out.
    facts = {
        "kind": KEY,
        "state": WorkState.DONE,
        "attempts": MAX_ATTEMPTS,
        "created_at": now,
    }
    Work.objects.get_or_create(key=KEY, defaults=facts)
    row: Work = Work.objects.select_for_update().get(key=KEY)
    return row
