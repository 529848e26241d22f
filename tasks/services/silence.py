"""视为已签收: what nobody acknowledged in time counts as received (lifecycle of a part)."""

from datetime import datetime

from indicators.models import Campaign
from tasks.choices import PartState
from tasks.models import Assignment, WorkRules
from tasks.services.workflow import ACTIONS
from units.access import system_seat
from units.calendar import calendar
from units.clock import local_date
from units.errors import Conflict


def acknowledge_silent(campaign: Campaign, *, now: datetime) -> int:
    """Acknowledge parts pending for longer than the county's span; returns how many.

    Each part in its own short transaction; one acknowledged meanwhile is passed over.
    """
    days = calendar()
    today = local_date(now)
    span = WorkRules.of(campaign.county_id).silent_workdays
    # issued + span < today is the same as issued before the day `span` workdays back.
    limit = days.add(today, -span)
    waiting = Assignment.objects.filter(
        campaign=campaign, state=PartState.PENDING, issued_on__lt=limit
    ).values_list("pk", flat=True)
    actor, count = system_seat(campaign.county), 0
    for part_id in list(waiting):
        try:
            ACTIONS["acknowledge"](part_id, actor=actor, now=now)
        except Conflict:
            continue  # the unit was faster
        count += 1
    return count
