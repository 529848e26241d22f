"""Counting workdays gives what walking through the days gives."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.workdays import Calendar

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(Calendar, st.dictionaries(DAYS, st.booleans(), max_size=60))


@given(CALENDARS, DAYS, DAYS)
def test_between_counts_the_workdays_after_the_first_up_to_the_last(calendar, start, end):
    first, last = sorted((start, end))
    walked = sum(
        calendar.is_workday(first + timedelta(days=n)) for n in range(1, (last - first).days + 1)
    )
    assert calendar.between(first, last) == walked
    assert calendar.between(last, first) == -walked


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_adding_and_counting_are_each_others_inverse(calendar, day, workdays):
    assert calendar.between(day, calendar.add(day, workdays)) == workdays


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 9, 30), date(2026, 10, 8), 1),  # 国庆: only 8 October
        (date(2026, 10, 9), date(2026, 10, 10), 1),  # a Saturday worked
        (date(2026, 10, 9), date(2026, 10, 11), 1),
        (date(2026, 12, 31), date(2027, 1, 4), 2),  # a year without a list
    ],
)
def test_the_days_round_a_holiday(start, end, count):
    off = {date(2026, 10, day): False for day in range(1, 8)}
    calendar = Calendar(off | {date(2026, 10, 10): True}, frozenset({2026}))
    assert calendar.between(start, end) == count


def test_counting_stops_at_the_ends_of_the_calendar():
    assert date.max.weekday() == 4
    off = Calendar({date.max: False})
    assert off.effective(date.max) == date.max
    assert off.add(date.max, 5) == date.max
    assert off.add(date.min, -5) == date.min
    assert off.days_left(date.max, date(2026, 3, 2)) > 2_000_000
