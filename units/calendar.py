"""The workday calendar of the tables, read once per process and refreshed when it changes."""

from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Func, Max, QuerySet, Subquery

from units.models import CalendarYear, Holiday
from units.workdays import Calendar


def calendar() -> Calendar:
    """Return the calendar; one small query tells whether the one in memory is still true.

    Only where no year has been published yet are there two.
    """
    count, last = Subquery(_of_days("COUNT", "pk")), Subquery(_of_days("MAX", "changed_at"))
    rows = list(CalendarYear.objects.order_by().values_list("year", count, last))
    if rows:
        return _read(rows[0][1], rows[0][2], frozenset(row[0] for row in rows))
    stamp = Holiday.objects.aggregate(n=Count("pk"), last=Max("changed_at"))
    return _read(stamp["n"], stamp["last"], frozenset())


def _of_days(function: str, field: str) -> QuerySet[Holiday, Any]:
    # A Func and not an Aggregate, which would group the rows.
    return Holiday.objects.order_by().annotate(x=Func(F(field), function=function)).values("x")


@lru_cache(maxsize=4)
def _read(count: int, last: object, years: frozenset[int]) -> Calendar:
    return Calendar(
        exceptions=dict(Holiday.objects.values_list("day", "is_workday")),
        years=years,
    )
