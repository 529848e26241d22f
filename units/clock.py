"""The only clock of rules. The edge reads it once and hands `today` on."""

from datetime import date, datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware.

    In test settings a row of `ClockShift` moves it, so that web, worker and browser share one
    moved day; production never reads that row.
    """
    moment = timezone.now()
    return moment + _shift() if settings.CLOCK_CAN_BE_MOVED else moment


def today() -> date:
    """Return the date in Beijing (rule 9: dates are Beijing dates)."""
    return local_date(now())


def local_date(moment: datetime) -> date:
    """Return the Beijing date of an aware moment."""
    return timezone.localtime(moment).date()


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the aware moment of a Beijing day and time."""
    return datetime(
        day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_default_timezone()
    )


def _shift() -> timedelta:
    row = apps.get_model("units", "ClockShift").objects.first()
    return timedelta(seconds=row.seconds) if row else timedelta()
