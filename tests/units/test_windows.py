"""Messages leave on workdays within the county's hours."""

from datetime import date, datetime, timedelta

import pytest

from units.windows import BEIJING, backoff, next_open
from units.workdays import Calendar

# 国庆 2026: off from Thursday 1 to Wednesday 7 October, Saturday 10 is worked.
OCTOBER = Calendar(
    exceptions={date(2026, 10, n): False for n in (1, 2, 5, 6, 7)} | {date(2026, 10, 10): True},
    years=frozenset({2026}),
)


def opens(text):
    moment = datetime.fromisoformat(text).replace(tzinfo=BEIJING)
    found = next_open(moment, calendar=OCTOBER, from_hour=8, until_hour=18)
    return found.astimezone(BEIJING).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-09-30T07:30", "09-30 08:00"),
        ("2026-09-30T08:00", "09-30 08:00"),
        ("2026-09-30T17:59", "09-30 17:59"),
        ("2026-09-30T18:00", "10-08 08:00"),
        ("2026-10-03T12:00", "10-08 08:00"),
        ("2026-10-09T20:00", "10-10 08:00"),
        ("2026-10-10T09:00", "10-10 09:00"),
        ("2026-12-31T18:30", "01-01 08:00"),
    ],
)
def test_next_open(moment, opening):
    assert opens(moment) == opening


def test_the_wait_grows_to_an_hour():
    waits = [backoff(n) for n in range(1, 7)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == timedelta(hours=1)
