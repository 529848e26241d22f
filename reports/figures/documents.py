"""发文数: documents that went out, this year against last (减负, rule 1)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from reports.choices import LetterKind
from reports.models import Letter
from units.day_words import day_cn


@dataclass(frozen=True)
class Issued:
    """Documents of one kind, or of all: of the year, and of the year before by the same day."""

    kind: str
    label: str
    now: int
    before: int

    @property
    def change(self) -> int:
        """How many more than the year before."""
        return self.now - self.before


def issued_by_kind(county_id: int, year: int, today: date) -> list[Issued]:
    """Return the kinds of which the county issued any in the two years; one query."""
    until = last_day(year, today)
    day_before = min(until.day, 28) if until.month == 2 else until.day
    same_day = until.replace(year=year - 1, day=day_before)
    counts = (
        Letter.objects.issued()
        .filter(county_id=county_id)
        .values_list("kind")
        .annotate(
            now=Count("pk", filter=Q(issued_on__year=year)),
            before=Count("pk", filter=Q(issued_on__year=year - 1, issued_on__lte=same_day)),
        )
    )
    found = {kind: (now, before) for kind, now, before in counts}
    rows = [Issued(kind, label, *found.get(kind, (0, 0))) for kind, label in LetterKind.choices]
    return [row for row in rows if row.now or row.before]


def all_issued(rows: list[Issued]) -> Issued:
    """Return the kinds together."""
    return Issued("", "合计", sum(row.now for row in rows), sum(row.before for row in rows))


def burden_warning(total: Issued, until: date) -> str:
    """Return a warning where more documents went out than by the same day of the year before.

    减负 (rule 1): "" where it is not so. `until` is the day up to which both years were counted.
    """
    if total.change <= 0:
        return ""
    if total.before:
        compared = f"比上年同期（{total.before}件）多{total.change}件"
    else:
        compared = "上年同期没有登记发文，上年另有纸质登记的请一并核对"
    return (
        f"减负提醒：截至{day_cn(until)}，当年已发文{total.now}件，{compared}。"
        "能合并的合并发文，能用工作提醒、电话代替的不再发文。"
    )


def last_day(year: int, today: date) -> date:
    """Return the day up to which a year is compared: today, or its end once it is over."""
    return today if year == today.year else date(year, 12, 31)
