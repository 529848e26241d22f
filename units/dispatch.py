"""Hand a job to the workers once the transaction has committed."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A job to be handed over: equal to another of the same name and ids."""

    name: str
    ids: tuple[tuple[str, Any], ...]

    def __call__(self) -> None:
        """Hand it over; a broker that is down is logged."""
        try:
            current_app.send_task(self.name, kwargs=dict(self.ids), retry=False)
        except (OSError, KombuError, RedisError):
            log.exception("job %s not handed over; its sweep will find what is due", self.name)


def kick(name: str, **ids: Any) -> None:
    """Ask for the job `name` (`units.deliver`) after commit; ids as keywords.

    Asked for several times in one transaction it is handed over once. A broker that is down must
    not fail the act: the error is logged and the sweep of that job finds what is due.
    """
    job = Job(name, tuple(sorted(ids.items())))
    # What a savepoint that is undone had asked for is no longer in this list.
    if all(asked[1] != job for asked in transaction.get_connection().run_on_commit):
        transaction.on_commit(job)


def kick_each(name: str, key: str, ids: Iterable[int]) -> None:
    """Ask for the job `name` once per id, given as keyword `key` (`campaign_id`).

    How a sweep over counties asks: each is a job of its own, so one that fails stops no other.
    """
    for pk in ids:
        kick(name, **{key: pk})
