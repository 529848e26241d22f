"""The named sets of parts that numbers count and pages open: name in the URL, words, condition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

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

    @classmethod
    def of(cls, county_id: int, today: date) -> "Moment":
        """Return the moment of a county on a day (three small queries)."""
        return cls(today, calendar(), WorkRules.of(county_id).soon_workdays)


@dataclass(frozen=True)
class PartSet:
    """A set of parts: `name` in URLs and dataclasses, `label` on pages."""

    name: str
    label: str
    where: Callable[[Moment], Q]


HANDED_OVER = ~Q(state__in=[PartState.DRAFT, PartState.CANCELLED])

SETS: dict[str, PartSet] = {
    row.name: row
    for row in (
        PartSet("parts", "分工", lambda m: HANDED_OVER),
        PartSet("open", "在办", lambda m: is_.open_()),
        PartSet("expected", "应完成", lambda m: is_.expected(m.today)),
        PartSet("done", "其中已办结", lambda m: is_.expected(m.today) & is_.done()),
        PartSet("on_time", "其中按时", lambda m: is_.expected(m.today) & is_.on_time()),
        PartSet("accepted", "已办结", lambda m: is_.done()),
        PartSet("overdue", "逾期", lambda m: is_.overdue(m.today, m.calendar)),
        PartSet(
            "due_soon", "临近到期", lambda m: is_.due_soon(m.today, m.calendar, m.soon_workdays)
        ),
        PartSet("pending", "待签收", lambda m: Q(state=PartState.PENDING)),
        PartSet("submitted", "待审核", lambda m: Q(state=PartState.SUBMITTED)),
        PartSet("returned", "退回修改", lambda m: Q(state=PartState.RETURNED)),
        PartSet("objected", "申请调整分工", lambda m: Q(state=PartState.OBJECTED)),
    )
}
