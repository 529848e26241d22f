"""Named sets of parts: one definition per word of the blueprint (1-product, definitions)."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tasks.choices import OWED_STATES, PartRole, PartState
from units.choices import ASKED_ONLY
from units.workdays import Calendar

if TYPE_CHECKING:
    from units.access import Seat

UNDUE_STATES = (PartState.DRAFT, PartState.CANCELLED, PartState.RELEASED, PartState.SUSPENDED)


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
        if seat.is_leader or seat.is_inspector:
            return rows.exclude(state=PartState.DRAFT)
        if seat.is_unit:
            issued = rows.exclude(state=PartState.DRAFT)
            led = self.model._default_manager.filter(
                task_id=OuterRef("task_id"), unit_id__in=seat.unit_ids, role=PartRole.LEAD
            ).exclude(state__in=[PartState.DRAFT, PartState.CANCELLED])
            return issued.filter(unit_id__in=seat.unit_ids) | issued.filter(Exists(led))
        return rows.none()

    def counted(self) -> "AssignmentQuerySet":
        """Blocking parts of units that can be late (rule 2)."""
        return self.filter(blocking=True).exclude(unit__relation__in=ASKED_ONLY)

    def owed(self) -> "AssignmentQuerySet":
        """Parts on which the unit has something to do."""
        return self.filter(state__in=OWED_STATES)

    def overdue(self, today: date, calendar: Calendar) -> "AssignmentQuerySet":
        """逾期: counted, owed, the date in force (moved off rest days) before `today`.

        `due < today` after moving is the same as `due` on or before the workday before today.
        """
        return self.counted().owed().filter(due_on__lte=calendar.workday_before(today))

    def due_soon(self, today: date, calendar: Calendar, *, workdays: int) -> "AssignmentQuerySet":
        """临近到期: counted, owed, not overdue, at most `workdays` workdays ahead."""
        return (
            self.counted()
            .owed()
            .filter(
                due_on__gt=calendar.workday_before(today),
                due_on__lte=calendar.add(today, workdays),
            )
        )

    def expected(self, as_of: date) -> "AssignmentQuerySet":
        """应完成: counted, not cancelled/released/suspended/long-term, due by the as-of day."""
        return (
            self.counted()
            .filter(long_term=False, due_on__lte=as_of)
            .exclude(state__in=UNDUE_STATES)
        )

    def done(self) -> "AssignmentQuerySet":
        """已办结: accepted."""
        return self.filter(state=PartState.ACCEPTED)

    def on_time(self) -> "AssignmentQuerySet":
        """按时: accepted, and first handed in by the date then agreed (rule 8)."""
        return self.done().filter(first_handed_in_on__lte=F("first_due_on"))

    def awaiting_review(self) -> "AssignmentQuerySet":
        """待审核."""
        return self.filter(state=PartState.SUBMITTED)

    def reviewed_by_office(self) -> "AssignmentQuerySet":
        """Parts that answer to the office."""
        return self.filter(answers_to__isnull=True)

    def answering_to(self, unit_ids: "frozenset[int]") -> "AssignmentQuerySet":
        """Parts that answer to a lead part of these units."""
        return self.filter(answers_to__unit_id__in=unit_ids).exclude(unit_id__in=unit_ids)

    def open(self) -> "AssignmentQuerySet":
        """Handed over and not final."""
        return self.exclude(
            Q(state=PartState.DRAFT)
            | Q(state__in=[PartState.ACCEPTED, PartState.CANCELLED, PartState.RELEASED])
        )
