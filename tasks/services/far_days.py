"""How far ahead a date of a task or part may lie; beyond that it is a slip of the pen (2206, 9999)."""

from datetime import date, timedelta

from indicators.models import Campaign
from units.day_words import day_cn
from units.errors import Refused

LONGEST = timedelta(days=365)


def too_far(day: date | None, campaign: Campaign, today: date) -> str:
    """Return what is wrong with a date neither in the campaign nor within a year, "" if nothing."""
    last = max(campaign.ends_on, today + LONGEST)
    if day is None or day <= last:
        return ""
    return f"{day_cn(day)}离现在太远，请核对年份：最晚可到{day_cn(last)}。"


def refuse_far(day: date | None, campaign: Campaign, *, today: date, field: str) -> None:
    """Raise Refused, beside `field`, for a date that is `too_far`."""
    words = too_far(day, campaign, today)
    if words:
        raise Refused(words, fields={field: words})
