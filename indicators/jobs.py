"""Background work of the indicators app."""

from celery import shared_task

from indicators.services.sweep import sweep
from units import clock


@shared_task(name="indicators.sweep_blobs")
def sweep_blobs() -> int:
    """Take away bytes nothing refers to."""
    return sweep(now=clock.now())
