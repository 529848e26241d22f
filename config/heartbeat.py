"""The worker's sign of life: written by its heartbeat, read by `/readyz` and `doctor`."""

import time
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

EVERY_SECONDS = 5
ALIVE_SECONDS = 30
_KEY = "worker-heartbeat"


def _path() -> Path:
    return Path(settings.VAR_DIR) / _KEY


def beat() -> None:
    """Note that a worker of this installation is alive now: in Redis, else as a file."""
    if settings.REDIS_URL:
        cache.set(_KEY, time.time(), timeout=24 * 3600)
    else:
        _path().touch()


def seconds_since() -> float | None:
    """Return the age of the last sign of life in seconds, None when there never was one."""
    if settings.REDIS_URL:
        last = cache.get(_KEY)
    else:
        last = _path().stat().st_mtime if _path().exists() else None
    return None if last is None else time.time() - last


def alive() -> bool:
    """Return whether a worker has been heard within the last half minute."""
    age = seconds_since()
    return age is not None and age < ALIVE_SECONDS
