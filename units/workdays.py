"""Workdays (工作日) with 调休: pure, no database; `units.calendar` builds one from the tables."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Which days people work.

    `exceptions` maps a date to whether it is worked, where it differs from Monday–Friday;
    `years` are those whose list has been published (rule 9). Counting on or back stops at the ends
    of Python's calendar: a row that carries a date of the year 9999 must not stop those after it.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Return whether people work on `day`."""
        return self.exceptions.get(day, day.weekday() < 5)

    def is_published(self, day: date) -> bool:
        """Return whether the list of that year is known; else Monday–Friday is assumed."""
        return day.year in self.years

    def effective(self, day: date) -> date:
        """Return the last day on which a due date `day` is still met: itself, or the next workday."""
        while day < date.max and not self.is_workday(day):
            day += ONE
        return day

    def workday_before(self, day: date) -> date:
        """Return the last workday strictly before `day`."""
        day -= ONE
        while not self.is_workday(day):
            day -= ONE
        return day

    def add(self, day: date, workdays: int) -> date:
        """Return the date `workdays` workdays after `day`, the first day not counted.

        Negative counts go back; zero returns `day` itself.
        """
        step, end = (ONE, date.max) if workdays > 0 else (-ONE, date.min)
        left = abs(workdays)
        while left and day != end:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Return how many workdays lie after `start` up to and including `end`; negative if before."""
        if end < start:
            return -self.between(end, start)
        return self._up_to(end.toordinal()) - self._up_to(start.toordinal())

    def days_late(self, due_on: date, today: date) -> int:
        """Return by how many workdays `due_on` (moved off rest days) has passed; 0 if it has not."""
        return max(0, self.between(self.effective(due_on), today))

    def days_left(self, due_on: date, today: date) -> int:
        """Return the workdays left until `due_on`; 0 means today is the last day."""
        return max(0, self.between(today, self.effective(due_on)))

    def _up_to(self, ordinal: int) -> int:
        """Return the workdays since the first Monday of the calendar, which has ordinal 1.

        Counted, not walked through: pages ask this for every part they show.
        """
        worked, off = self._exceptional
        weekdays = ordinal // 7 * 5 + min(ordinal % 7, 5)
        return weekdays + bisect_right(worked, ordinal) - bisect_right(off, ordinal)

    @cached_property
    def _exceptional(self) -> tuple[list[int], list[int]]:
        """Return the ordinals of weekend days worked and of weekdays off, ascending."""
        differing = [d for d, worked in self.exceptions.items() if worked != (d.weekday() < 5)]
        ordered = sorted(differing)
        return (
            [day.toordinal() for day in ordered if self.exceptions[day]],
            [day.toordinal() for day in ordered if not self.exceptions[day]],
        )
