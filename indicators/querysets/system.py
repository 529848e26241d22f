"""Named sets of indicators."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

if TYPE_CHECKING:
    from units.access import Seat


class IndicatorQuerySet(QuerySet[Any]):
    """`objects` of Indicator."""

    def visible_to(
        self, seat: "Seat", *, today: date, campaign_id: int | None = None
    ) -> "IndicatorQuerySet":
        """Return the indicators a seat may read: office and leaders the county's, experts theirs.

        With `campaign_id`, experts get what they were given in that campaign; a page that shows what
        a campaign did for an indicator says which.
        """
        rows = self.filter(system__county_id=seat.county_id)
        if seat.is_office or seat.is_leader:
            return rows
        if seat.is_expert:
            scopes = apps.get_model("indicators", "ExpertScope").objects.filter(
                indicator_id=OuterRef("pk"),
                membership=seat.membership,
                since__lte=today,
                until__gte=today,
            )
            if campaign_id is not None:
                scopes = scopes.filter(campaign_id=campaign_id)
            return rows.filter(Exists(scopes))
        return rows.none()

    def leaves(self) -> "IndicatorQuerySet":
        """Third-level indicators: those that are scored and proved."""
        return self.filter(level=3)
