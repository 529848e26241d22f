"""Jobs of the workflow."""

from celery import shared_task

from indicators.models import Campaign
from tasks.services.silence import acknowledge_silent
from units import clock


@shared_task(name="tasks.acknowledge_silent")
def acknowledge_silent_parts() -> int:
    """Count what nobody acknowledged in time as received."""
    campaigns = Campaign.objects.filter(active=True).select_related("county")
    return sum(acknowledge_silent(row, now=clock.now()) for row in campaigns)
