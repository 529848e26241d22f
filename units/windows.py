"""When messages may leave the house (rule 1): workdays, within the county's hours. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from units.workdays import ONE, Calendar

BEIJING = ZoneInfo("Asia/Shanghai")


def next_open(moment: datetime, *, calendar: Calendar, from_hour: int, until_hour: int) -> datetime:
    """Return `moment` if messages may leave then, else when the window opens next.

    `from_hour` is included, `until_hour` is not; hours are Beijing hours, 24 means midnight.
    """
    local = moment.astimezone(BEIJING)
    day = local.date()
    if calendar.is_workday(day):
        if from_hour <= local.hour < until_hour:
            return moment
        if local.hour < from_hour:
            return datetime.combine(day, time(from_hour), BEIJING)
    day += ONE
    while not calendar.is_workday(day):
        day += ONE
    return datetime.combine(day, time(from_hour), BEIJING)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after the n-th refused attempt: 1, 5, 15 minutes, then an hour."""
    return timedelta(minutes={1: 1, 2: 5, 3: 15}.get(attempts, 60))
