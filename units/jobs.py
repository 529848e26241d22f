"""Background work of people and messages. Each asks "is something due?" and may run twice."""

from celery import shared_task

from units import clock
from units.services import delivery, sealing


@shared_task(name="units.deliver")
def deliver() -> None:
    """Send what waits; each minute and whenever something is posted."""
    delivery.deliver(clock.now())


@shared_task(name="units.seal_audit")
def seal_audit() -> None:
    """Seal new audit rows; each minute."""
    sealing.seal(clock.now())
