"""通报前核对 that still waits for somebody: until the 通报 is sent for signature."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from reports.choices import CheckAnswer, LetterState

if TYPE_CHECKING:
    from units.access import Seat

# States of the letter in which units may answer and the office decides.
BEING_WRITTEN = (LetterState.DRAFT, LetterState.CHECKED)


class NoticeCheckQuerySet(QuerySet[Any]):
    """`objects` of NoticeCheck."""

    def visible_to(self, seat: "Seat") -> "NoticeCheckQuerySet":
        """The office: those of its county. Unit people: those of their own units."""
        if seat.is_office:
            return self.filter(notice__letter__county_id=seat.county_id)
        return self.filter(unit_id__in=seat.unit_ids)

    def to_answer(self, seat: "Seat", today: date) -> "NoticeCheckQuerySet":
        """What the seat's units have not answered, within the limit."""
        return self._open().filter(
            unit_id__in=seat.unit_ids, answer=CheckAnswer.WAITING, answer_by__gte=today
        )

    def to_settle(self, seat: "Seat") -> "NoticeCheckQuerySet":
        """Objections in the seat's county that the office has not decided on."""
        return self._open().filter(
            notice__campaign__county_id=seat.county_id,
            answer=CheckAnswer.OBJECTED,
            upheld__isnull=True,
        )

    def _open(self) -> "NoticeCheckQuerySet":
        return self.filter(notice__letter__state__in=BEING_WRITTEN)
