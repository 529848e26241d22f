"""Which documents a seat may see."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from reports.choices import LetterState

if TYPE_CHECKING:
    from units.access import Seat

OUT_STATES = (LetterState.ISSUED, LetterState.REVOKED)


class LetterQuerySet(QuerySet[Any]):
    """`objects` of Letter."""

    def visible_to(self, seat: "Seat") -> "LetterQuerySet":
        """Office: all of the county. Leaders: issued ones. Unit people: received ones."""
        rows = self.filter(county_id=seat.county_id)
        if seat.is_office:
            return rows
        if seat.is_leader:
            return rows.issued()
        if seat.is_unit:
            receipts = apps.get_model("reports", "LetterReceipt").objects.filter(
                letter_id=OuterRef("pk"), unit_id__in=seat.unit_ids
            )
            return rows.issued().filter(Exists(receipts))
        return rows.none()

    def issued(self) -> "LetterQuerySet":
        """Documents that have gone out."""
        return self.filter(state__in=OUT_STATES)

    def for_signature(self) -> "LetterQuerySet":
        """Documents waiting for the signer."""
        return self.filter(state=LetterState.FOR_SIGNATURE)
