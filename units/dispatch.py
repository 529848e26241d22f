"""Hand a job to the workers once the transaction has committed."""

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def kick(name: str, **kwargs: Any) -> None:
    """Ask for the job `name` (`units.deliver`) after commit; ids as keywords.

    A broker that is down must not fail the act: the error is logged and the sweep of that job
    finds what is due.
    """
    transaction.on_commit(partial(_send, name, kwargs))


def kick_each(name: str, key: str, ids: Iterable[int]) -> None:
    """Ask for the job `name` once per id, given as keyword `key` (`campaign_id`).

    How a sweep over counties asks: each is a job of its own, so one that fails stops no other.
    """
    for pk in ids:
        kick(name, **{key: pk})


def _send(name: str, kwargs: dict[str, Any]) -> None:
    try:
        current_app.send_task(name, kwargs=kwargs, retry=False)
    except (OSError, KombuError, RedisError):
        log.exception("job %s not handed over; its sweep will find what is due", name)
