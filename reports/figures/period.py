"""The month a 通报 speaks of. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True)
class Month:
    """A period from its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a day."""
        return cls(day.replace(day=1))

    @classmethod
    def of_figures(cls, figures: Mapping[str, Any]) -> "Month":
        """Return the month that frozen figures speak of."""
        return cls(date.fromisoformat(figures["period"]))

    @property
    def last(self) -> date:
        """The last day of the month."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def is_due(self, sets: Collection[str], due_on: date | None) -> bool:
        """Return whether a part of these sets is 本月到期: expected, and due in the month."""
        return "expected" in sets and due_on is not None and self.first <= due_on <= self.last
