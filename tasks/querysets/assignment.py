"""Named sets of parts: one per word of the definitions in docs/rules.md."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from tasks.choices import PartRole, PartState
from tasks.querysets import definitions as is_
from units.workdays import Calendar

if TYPE_CHECKING:
    from units.access import Seat


class AssignmentQuerySet(QuerySet[Any]):
    """`objects` of Assignment."""

    def visible_to(self, seat: "Seat") -> "AssignmentQuerySet":
        """Return the parts this seat may read.

        Office and county leaders: the county's. Unit people: their own, and all parts of tasks
        that a part of theirs leads. 督查室 reads the late list through `overdue`.
        """
        rows = self.filter(campaign__county_id=seat.county_id)
        if seat.is_office:
            return rows
        if seat.is_leader:
            return rows.exclude(state=PartState.DRAFT)
        if seat.is_unit:
            # A draft taken back before its letter went out never reached the unit.
            issued = rows.filter(issued_on__isnull=False)
            led = self.model.objects.filter(task_id=OuterRef("task_id")).led_by(seat.unit_ids)
            return issued.filter(unit_id__in=seat.unit_ids) | issued.filter(Exists(led))
        return rows.none()

    def counted(self) -> "AssignmentQuerySet":
        """Blocking parts of units that can be late (rule 2)."""
        return self.filter(is_.counted())

    def owed(self) -> "AssignmentQuerySet":
        """Parts on which the unit has something to do."""
        return self.filter(is_.owed())

    def open(self) -> "AssignmentQuerySet":
        """Handed over and not final."""
        return self.filter(is_.open_())

    def overdue(self, today: date, calendar: Calendar) -> "AssignmentQuerySet":
        """逾期."""
        return self.filter(is_.overdue(today, calendar))

    def due_soon(self, today: date, calendar: Calendar, *, workdays: int) -> "AssignmentQuerySet":
        """临近到期."""
        return self.filter(is_.due_soon(today, calendar, workdays))

    def done(self) -> "AssignmentQuerySet":
        """已办结."""
        return self.filter(is_.done())

    def on_time(self) -> "AssignmentQuerySet":
        """按时."""
        return self.filter(is_.on_time())

    def awaiting_review(self) -> "AssignmentQuerySet":
        """待审核."""
        return self.filter(state=PartState.SUBMITTED)

    def led_by(self, unit_ids: "frozenset[int]") -> "AssignmentQuerySet":
        """Lead parts of these units that were handed over and not cancelled since."""
        rows = self.filter(unit_id__in=unit_ids, role=PartRole.LEAD, issued_on__isnull=False)
        return rows.exclude(state=PartState.CANCELLED)

    def answering_to(self, unit_ids: "frozenset[int]") -> "AssignmentQuerySet":
        """Parts that answer to a lead part of these units."""
        return self.filter(answers_to__unit_id__in=unit_ids).exclude(unit_id__in=unit_ids)
