"""The workday calendar of the tables, read once per process and refreshed when it changes."""

from functools import lru_cache

from django.db.models import Count, Max

from units.models import CalendarYear, Holiday
from units.workdays import Calendar


def calendar() -> Calendar:
    """Return the calendar; one small query tells whether the one in memory is still true."""
    stamp = Holiday.objects.aggregate(n=Count("pk"), last=Max("changed_at"))
    years = frozenset(CalendarYear.objects.values_list("year", flat=True))
    return _read(stamp["n"], stamp["last"], years)


@lru_cache(maxsize=4)
def _read(count: int, last: object, years: frozenset[int]) -> Calendar:
    return Calendar(
        exceptions=dict(Holiday.objects.values_list("day", "is_workday")),
        years=years,
    )
