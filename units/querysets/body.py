"""Named sets of units."""

from typing import Any

from django.db.models import QuerySet

from units.choices import ASKED_ONLY


class UnitQuerySet(QuerySet[Any]):
    """`objects` of Unit."""

    def active(self) -> "UnitQuerySet":
        """Units that still exist."""
        return self.filter(active=True)

    def counted(self) -> "UnitQuerySet":
        """Units that can be late; those asked only cannot (rule 2)."""
        return self.exclude(relation__in=ASKED_ONLY)
