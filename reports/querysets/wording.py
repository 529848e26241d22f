"""Which words of a county are in force."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet


class WordingQuerySet(QuerySet[Any]):
    """`objects` of Wording."""

    def in_force(self, county_id: int) -> "WordingQuerySet":
        """The highest version of each text that the county has written."""
        later = self.model.objects.filter(
            county_id=OuterRef("county_id"),
            kind=OuterRef("kind"),
            key=OuterRef("key"),
            version__gt=OuterRef("version"),
        )
        return self.filter(~Exists(later), county_id=county_id)
