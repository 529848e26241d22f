"""The calendar of workdays with 调休, kept from the State Council's yearly notice."""

from datetime import date, datetime

from chinese_calendar.constants import Holiday as Known
from chinese_calendar.constants import holidays, workdays
from django.db import transaction

from units.access import Seat
from units.errors import Refused
from units.models import CalendarYear, Holiday
from units.policies import require
from units.services.audit import record_audit

SATURDAY = 5


@transaction.atomic
def seed_years(first: int = 0) -> list[int]:
    """Enter the published lists of the years nobody has entered yet; returns those years.

    `first` leaves earlier years out. Years already there are left as the office edited them.
    """
    known = {day.year for day in holidays} - {
        *CalendarYear.objects.values_list("year", flat=True),
        *Holiday.objects.values_list("day__year", flat=True),
    }
    years = sorted(year for year in known if year >= first)
    off = [(day, False, name) for day, name in holidays.items() if day.weekday() < SATURDAY]
    worked = [(day, True, name) for day, name in workdays.items() if day.weekday() >= SATURDAY]
    Holiday.objects.bulk_create(
        Holiday(day=day, is_workday=is_workday, name=_chinese(name))
        for day, is_workday, name in sorted(off + worked)
        if day.year in years
    )
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, source="国务院办公厅关于节假日安排的通知") for year in years
    )
    return years


@transaction.atomic
def set_day(
    *, actor: Seat, day: date, is_workday: bool, name: str, now: datetime
) -> Holiday | None:
    """Write whether a day is worked; a day that follows Monday–Friday needs no row (None)."""
    require(actor, "holiday.edit")
    if is_workday == (day.weekday() < SATURDAY):
        Holiday.objects.filter(day=day).delete()
        row = None
    else:
        row, _ = Holiday.objects.update_or_create(
            day=day, defaults={"is_workday": is_workday, "name": name}
        )
    record_audit(
        actor=actor, action="holiday.set", object_type="day", object_id=day.isoformat(), now=now
    )
    return row


@transaction.atomic
def publish_year(*, actor: Seat, year: int, source: str, now: datetime) -> None:
    """Say that the list of a year is complete; raises Refused when no day has been entered."""
    require(actor, "holiday.edit")
    if not Holiday.objects.filter(day__year=year).exists():
        raise Refused(f"{year}年还没有录入放假和调休日期，请先逐日录入。")
    CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
    record_audit(
        actor=actor, action="holiday.publish", object_type="year", object_id=str(year), now=now
    )


@transaction.atomic
def unpublish_year(*, actor: Seat, year: int, now: datetime) -> None:
    """Take that back: pages say again that Monday–Friday is assumed."""
    require(actor, "holiday.edit")
    CalendarYear.objects.filter(year=year).delete()
    record_audit(
        actor=actor, action="holiday.unpublish", object_type="year", object_id=str(year), now=now
    )


def _chinese(name: str) -> str:
    return next((known.chinese for known in Known if known.value == name), name)[:50]
