"""The named sets of parts that numbers count and pages open: name in the URL, words, condition."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from tasks.choices import PartState
from tasks.models import WorkRules
from tasks.querysets import definitions as is_
from units.calendar import calendar
from units.workdays import Calendar


@dataclass(frozen=True)
class Moment:
    """What a condition may depend on: the day, the workday calendar and the county's rules."""

    today: date
    calendar: Calendar
    soon_workdays: int
    _late: dict[date, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, county_id: int, today: date, rules: WorkRules | None = None) -> "Moment":
        """Return the moment of a county on a day; `rules` where they are loaded already."""
        return cls(today, calendar(), (rules or WorkRules.of(county_id)).soon_workdays)

    def days_late(self, due_on: date) -> int:
        """Return the workdays by which `due_on` has passed; each date is counted once."""
        if due_on not in self._late:
            self._late[due_on] = self.calendar.days_late(due_on, self.today)
        return self._late[due_on]


@dataclass(frozen=True)
class PartSet:
    """A set of parts: `name` in URLs and dataclasses, `label` on pages."""

    name: str
    label: str
    where: Callable[[Moment], Q]


HANDED_OVER = ~Q(state__in=[PartState.DRAFT, PartState.CANCELLED])


def _expected(m: Moment) -> Q:
    return is_.expected(m.today, m.calendar)


def _overdue(m: Moment) -> Q:
    return is_.overdue(m.today, m.calendar)


def _due_soon(m: Moment) -> Q:
    return is_.due_soon(m.today, m.calendar, m.soon_workdays)


def _normal(m: Moment) -> Q:
    """Open, neither late nor due soon: under review, suspended, 长期 and 协助 count here."""
    late_or_soon = is_.counted() & is_.owed() & Q(due_on__lte=_soon_until(m), due_on__isnull=False)
    return is_.open_() & ~late_or_soon


def _soon_until(m: Moment) -> date:
    return m.calendar.add(m.today, m.soon_workdays)


def week(m: Moment, number: int) -> Q:
    """Counted parts still owed whose date lies in a week; 0 is this one, from what is not late on."""
    monday = m.today - timedelta(days=m.today.weekday()) + timedelta(weeks=number)
    after = m.calendar.workday_before(m.today) if number == 0 else monday - timedelta(days=1)
    dates = Q(due_on__gt=after, due_on__lte=monday + timedelta(days=6))
    return is_.counted() & is_.owed() & dates


SETS: dict[str, PartSet] = {
    row.name: row
    for row in (
        PartSet("parts", "分工", lambda m: HANDED_OVER),
        PartSet("open", "在办", lambda m: is_.open_()),
        PartSet("expected", "应完成", _expected),
        PartSet("done", "其中已办结", lambda m: _expected(m) & is_.done()),
        PartSet("on_time", "其中按时", lambda m: _expected(m) & is_.on_time()),
        PartSet("accepted", "已办结", lambda m: is_.done()),
        PartSet("overdue", "逾期", _overdue),
        PartSet("due_soon", "临近到期", _due_soon),
        PartSet("normal", "正常", _normal),
        PartSet("released", "无需办理", lambda m: Q(state=PartState.RELEASED)),
        PartSet("pending", "待签收", lambda m: Q(state=PartState.PENDING)),
        PartSet("submitted", "待审核", lambda m: Q(state=PartState.SUBMITTED)),
        PartSet("returned", "退回修改", lambda m: Q(state=PartState.RETURNED)),
        PartSet("objected", "申请调整分工", lambda m: Q(state=PartState.OBJECTED)),
    )
}

# What is due in the next four weeks; opened like the sets above, counted by `reports.figures.weeks`.
WEEKS: dict[str, PartSet] = {
    row.name: row
    for row in (
        PartSet("week-1", "本周到期", lambda m: week(m, 0)),
        PartSet("week-2", "下周到期", lambda m: week(m, 1)),
        PartSet("week-3", "第三周到期", lambda m: week(m, 2)),
        PartSet("week-4", "第四周到期", lambda m: week(m, 3)),
    )
}

OPENED = SETS | WEEKS
