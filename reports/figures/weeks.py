"""What falls due in the next four weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from indicators.models import Campaign
from reports.figures.sets import SETS, WEEKS, Moment
from tasks.models import Assignment


@dataclass(frozen=True)
class Week:
    """A week from its Monday: how many parts are due, and how many of them soon (临近到期)."""

    name: str
    label: str
    monday: date
    due: int
    soon: int


def next_weeks(
    campaign: Campaign, moment: Moment, *, unit_ids: Iterable[int] | None = None
) -> tuple[Week, ...]:
    """Return this week and the three after it; one query."""
    rows = Assignment.objects.filter(campaign=campaign)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    soon = SETS["due_soon"].where(moment)
    sums = {}
    for place, row in enumerate(WEEKS.values()):
        sums[f"due{place}"] = Count("pk", filter=row.where(moment))
        sums[f"soon{place}"] = Count("pk", filter=row.where(moment) & soon)
    found = rows.owed().aggregate(**sums)
    monday = moment.today - timedelta(days=moment.today.weekday())
    return tuple(
        Week(
            row.name,
            row.label,
            monday + timedelta(weeks=place),
            found[f"due{place}"],
            found[f"soon{place}"],
        )
        for place, row in enumerate(WEEKS.values())
    )
