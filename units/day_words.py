"""How days and months are written in sentences and documents.

Arabic digits without leading zeros (GB/T 9704-2012, 7.3.5; GB/T 15835).
"""

from datetime import date, datetime

from django.utils import timezone


def day_cn(day: date) -> str:
    """Return 2026年11月25日."""
    return f"{month_cn(day)}{day.day}日"


def short_day_cn(day: date) -> str:
    """Return 11月25日, where the year is plain."""
    return f"{day.month}月{day.day}日"


def month_cn(day: date) -> str:
    """Return 2026年11月, the month of a day."""
    return f"{day.year}年{day.month}月"


def moment_cn(moment: datetime) -> str:
    """Return 2026年11月22日 17:00, the Beijing time of an aware moment."""
    local = timezone.localtime(moment)
    return f"{day_cn(local)} {local:%H:%M}"
