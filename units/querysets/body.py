"""Named sets of units."""

from typing import Any, Protocol

from django.db.models import QuerySet

from units.choices import ASKED_ONLY


class Seated(Protocol):
    """What is asked of `units.access.Seat`, which knows the models and so stands above."""

    @property
    def county_id(self) -> int: ...
    @property
    def is_office(self) -> bool: ...
    @property
    def unit_ids(self) -> frozenset[int]: ...


class UnitQuerySet(QuerySet[Any]):
    """`objects` of Unit."""

    def active(self) -> "UnitQuerySet":
        """Units that still exist."""
        return self.filter(active=True)

    def visible_to(self, seat: Seated) -> "UnitQuerySet":
        """The bodies of the seat's county; none for administrators."""
        return self.filter(county_id=seat.county_id)

    def papers_open_to(self, seat: Seated) -> "UnitQuerySet":
        """Bodies whose own papers the seat opens: the office all of the county, units their own."""
        rows = self.visible_to(seat)
        return rows if seat.is_office else rows.filter(pk__in=seat.unit_ids)

    def counted(self) -> "UnitQuerySet":
        """Units that can be late; those asked only cannot (rule 2)."""
        return self.exclude(relation__in=ASKED_ONLY)
