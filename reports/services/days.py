"""每日数据: one row per campaign and day; the trend of the dashboard."""

from datetime import datetime

from indicators.models import Campaign
from reports.figures.campaign import campaign_figures
from reports.models import CampaignDay
from units.clock import local_date


def count_day(campaign: Campaign, *, now: datetime) -> CampaignDay:
    """Write today's row of the campaign; a later run of the same day writes it anew."""
    total = campaign_figures(campaign, as_of=now).total
    row, _ = CampaignDay.objects.update_or_create(
        campaign=campaign,
        day=local_date(now),
        defaults={
            "expected": total.expected,
            "done": total.done,
            "on_time": total.on_time,
            "overdue": total.overdue,
        },
    )
    return row
