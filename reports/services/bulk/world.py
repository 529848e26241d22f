"""What everything made for one county in bulk draws from."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain
from random import Random
from typing import Any, TypeVar

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, JSONField, Model

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


def pour(rows: Iterable[Model]) -> None:
    """Insert rows of one model whose keys nobody needs, past the ORM.

    The ORM would take most of the time of a load.
    """
    listed = list(rows)
    if not listed:
        return
    fields = [f for f in listed[0]._meta.concrete_fields if not f.primary_key]
    ways = [(field.attname, _way(field)) for field in fields]
    values = [tuple(way(getattr(row, name)) for name, way in ways) for row in listed]
    quote = connection.ops.quote_name
    table, columns = (
        quote(listed[0]._meta.db_table),
        ", ".join(quote(str(f.column)) for f in fields),
    )
    row = f"({', '.join(['%s'] * len(fields))})"
    insert = f"INSERT INTO {table} ({columns}) VALUES "
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(insert + row, values)
            return
        for start in range(0, len(values), BATCH):
            batch = values[start : start + BATCH]
            cursor.execute(insert + ", ".join([row] * len(batch)), list(chain(*batch)))


def _way(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """Return how a value of the field is given to the driver."""
    if isinstance(field, JSONField):
        return partial(json.dumps, ensure_ascii=False)
    if connection.vendor == "postgresql" or not isinstance(field, DateField):
        return _as_it_is
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return lambda value: value and value.isoformat()


def _as_it_is(value: Any) -> Any:
    return value
