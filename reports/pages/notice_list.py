"""通报 month by month: what stands for each month, and what may be done next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.db.models.fields.json import KT

from indicators.models import Campaign
from reports.choices import LetterState
from reports.models import Notice, NoticeSkip
from tasks.models import Assignment

# More months than a campaign lasts are never shown.
MOST = 36
_OPEN = (LetterState.DRAFT, LetterState.CHECKED)


@dataclass(frozen=True)
class MonthLine:
    """One month: its last version, or why there is none."""

    first: date
    notice: Notice | None
    skip: NoticeSkip | None

    @property
    def may_compile(self) -> bool:
        """Whether a first or another version may be compiled."""
        return self.skip is None and (self.notice is None or not self._standing)

    @property
    def may_skip(self) -> bool:
        """Whether the month may be marked 本月不通报."""
        if self.skip is not None:
            return False
        return not self._standing or (self.notice is not None and self.notice.letter.state in _OPEN)

    @property
    def late(self) -> str:
        """How many parts were late in the figures, in words."""
        overdue = int(getattr(self.notice, "overdue", None) or 0)
        return f"{overdue} 项" if overdue else "没有"

    @property
    def version(self) -> str:
        """The draft version in words."""
        return f"第 {self.notice.draft_version} 稿" if self.notice else ""

    @property
    def _standing(self) -> bool:
        gone = (LetterState.DISCARDED, LetterState.REVOKED)
        return self.notice is not None and self.notice.letter.state not in gone


def month_lines(campaign: Campaign, today: date) -> list[MonthLine]:
    """Return the months from this one back to the first hand-over; three queries."""
    notices: dict[date, Notice] = {}
    rows = Notice.objects.filter(campaign=campaign).select_related("letter")
    # The figures of a big county are megabytes: one number of them is read.
    rows = rows.defer("figures", "narrative", "letter__snapshot").annotate(
        overdue=KT("figures__total__overdue")
    )
    for notice in rows.order_by("period", "draft_version"):
        notices[notice.period] = notice
    skips = {row.period: row for row in NoticeSkip.objects.filter(campaign=campaign)}
    issued_on = Assignment.objects.filter(campaign=campaign).aggregate(day=Min("issued_on"))["day"]
    first = min([today, *filter(None, [issued_on, *notices, *skips])]).replace(day=1)
    return [
        MonthLine(month, notices.get(month), skips.get(month))
        for month in _back_to(first, today.replace(day=1))
    ]


def _back_to(first: date, month: date) -> Iterator[date]:
    for _ in range(MOST):
        if month < first:
            return
        yield month
        month = (month - timedelta(days=1)).replace(day=1)
