"""Jobs of the workflow."""

from celery import shared_task

from indicators.models import Campaign
from tasks.services.silence import acknowledge_silent
from units import clock
from units.dispatch import kick_each


@shared_task(name="tasks.acknowledge_silent")
def acknowledge_silent_parts() -> None:
    """Ask for every running campaign."""
    running = Campaign.objects.filter(active=True)
    kick_each("tasks.acknowledge_campaign", "campaign_id", running.values_list("pk", flat=True))


@shared_task(name="tasks.acknowledge_campaign")
def acknowledge_campaign(campaign_id: int) -> None:
    """Count what nobody acknowledged in time as received, unless the campaign ended meanwhile."""
    for campaign in Campaign.objects.filter(pk=campaign_id, active=True).select_related("county"):
        acknowledge_silent(campaign, now=clock.now())
