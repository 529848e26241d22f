"""How 应完成 and 已办结 grew: the day rollups, one point a week, and today's own numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

from indicators.models import Campaign
from reports.figures.counts import Counts
from reports.models import CampaignDay

WEEKS_SHOWN = 12


@dataclass(frozen=True)
class Point:
    """What was expected, done of it and late at the end of a day."""

    day: date
    expected: int
    done: int
    overdue: int


def trend(campaign: Campaign, today: date, total: Counts | None) -> tuple[Point, ...]:
    """Return the last point of each of the last weeks, at most twelve; one query.

    `total` are the county's numbers of today, which take the place of today's rollup; None keeps
    to the rollups.
    """
    since = today - timedelta(days=today.weekday(), weeks=WEEKS_SHOWN - 1)
    rows = CampaignDay.objects.filter(campaign=campaign, day__gte=since, day__lte=today)
    days = {
        row[0]: Point(*row)
        for row in rows.order_by("day").values_list("day", "expected", "done", "overdue")
    }
    if total is not None:
        days[today] = Point(today, total.expected, total.done, total.overdue)
    weekly = {day.isocalendar()[:2]: point for day, point in days.items()}
    return tuple(weekly.values())
