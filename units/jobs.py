"""Background work of people and messages. Each asks "is something due?" and may run twice."""

from celery import shared_task
from django.core.management import call_command

from units import clock
from units.dispatch import kick
from units.services import delivery, sealing, works


@shared_task(name="units.deliver")
def deliver() -> None:
    """Send what waits; each minute and whenever something is posted."""
    delivery.deliver(clock.now())


@shared_task(name="units.seal_audit")
def seal_audit() -> None:
    """Seal new audit rows; each minute."""
    sealing.seal(clock.now())


@shared_task(name="units.sweep_works")
def sweep_works() -> None:
    """Long jobs that wait, or whose process died, are asked for again; each minute."""
    now = clock.now()
    works.give_up(now)
    for name, work_id in works.due_works(now):
        kick(name, work_id=work_id)


@shared_task(name="units.clear_sessions")
def clear_sessions() -> None:
    """Forget log-ins that have ended; each night."""
    call_command("clearsessions")
