"""Which tasks a seat may see."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from tasks.choices import TaskState

if TYPE_CHECKING:
    from units.access import Seat


class TaskQuerySet(QuerySet[Any]):
    """`objects` of Task."""

    def visible_to(self, seat: "Seat") -> "TaskQuerySet":
        """Return the tasks whose head this seat may read (table of rights, docs/rules.md).

        Office and county leaders: all of the county (leaders: issued). Unit people: those with a
        part of theirs that has been handed over. 督查室 sees parts of the late list, no tasks.
        """
        rows = self.filter(campaign__county_id=seat.county_id)
        if seat.is_office:
            return rows
        if seat.is_leader:
            return rows.exclude(state=TaskState.DRAFT)
        if seat.is_unit:
            parts = apps.get_model("tasks", "Assignment").objects.filter(
                task_id=OuterRef("pk"), unit_id__in=seat.unit_ids
            )
            return rows.filter(Exists(parts.filter(issued_on__isnull=False)))
        return rows.none()

    def issued(self) -> "TaskQuerySet":
        """Tasks handed over and neither closed nor cancelled."""
        return self.filter(state=TaskState.ISSUED)
