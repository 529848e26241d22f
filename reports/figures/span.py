"""The week, month or year that a document speaks of. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from reports.choices import SpanKind
from units.day_words import short_day_cn


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    kind: SpanKind
    first: date
    last: date

    @classmethod
    def of(cls, kind: str, day: date) -> "Span":
        """Return the week (from Monday), month or year of a day."""
        code = SpanKind(kind)
        if code == SpanKind.WEEK:
            first = day - timedelta(days=day.weekday())
            return cls(code, first, first + timedelta(days=6))
        if code == SpanKind.MONTH:
            first = day.replace(day=1)
            return cls(code, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        return cls(code, date(day.year, 1, 1), date(day.year, 12, 31))

    @property
    def following(self) -> "Span":
        """The next one of its kind."""
        return Span.of(self.kind, self.last + timedelta(days=1))

    @property
    def before(self) -> "Span":
        """The last one of its kind."""
        return Span.of(self.kind, self.first - timedelta(days=1))

    @property
    def words(self) -> str:
        """11月16日至22日, 11月, 2026年."""
        if self.kind == SpanKind.WEEK:
            same = self.first.month == self.last.month
            end = f"{self.last.day}日" if same else short_day_cn(self.last)
            return f"{short_day_cn(self.first)}至{end}"
        return f"{self.first.month}月" if self.kind == SpanKind.MONTH else f"{self.first.year}年"

    @property
    def unit(self) -> str:
        """周, 月 or 年, as in 本周 and 下周."""
        return {SpanKind.WEEK: "周", SpanKind.MONTH: "月", SpanKind.YEAR: "年"}[self.kind]
