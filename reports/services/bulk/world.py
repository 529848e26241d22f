"""What everything made for one county in bulk draws from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from django.db.models import Model

from indicators.models import Campaign, Indicator
from reports.services.bulk.people import Staff
from units.clock import local_date
from units.workdays import Calendar

Row = TypeVar("Row", bound=Model)
BATCH = 2000
# Calendar days before today on which the office hands over; the first serves what is new.
HANDED_OVER = (3, 12, 42, 72, 102, 132, 162, 192)


@dataclass(frozen=True)
class World:
    """The campaign, its people and indicators, the dice, the moment and the calendar."""

    campaign: Campaign
    staff: Staff
    indicators: Sequence[Indicator]
    rng: Random
    now: datetime
    days: Calendar

    @property
    def today(self) -> date:
        """The day around which the work lies."""
        return local_date(self.now)

    @property
    def issue_days(self) -> list[date]:
        """Return the workdays on which tasks are handed over, newest first."""
        return [self._workday(self.today - timedelta(days=back)) for back in HANDED_OVER]

    def _workday(self, day: date) -> date:
        while not self.days.is_workday(day):
            day -= timedelta(days=1)
        return day


def write(rows: Iterable[Row]) -> list[Row]:
    """Insert rows of one model in batches and return them with their keys."""
    listed = list(rows)
    return type(listed[0])._default_manager.bulk_create(listed, BATCH) if listed else []
