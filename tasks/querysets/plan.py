"""Which plans a seat may see."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import QuerySet

if TYPE_CHECKING:
    from units.access import Seat


class PlanQuerySet(QuerySet[Any]):
    """`objects` of Plan."""

    def visible_to(self, seat: "Seat") -> "PlanQuerySet":
        """Office and county leaders: the county's. Unit people: those with a task in their sight."""
        rows = self.filter(campaign__county_id=seat.county_id)
        if seat.is_office or seat.is_leader:
            return rows
        if seat.is_unit:
            tasks = apps.get_model("tasks", "Task").objects.visible_to(seat)
            return rows.filter(pk__in=tasks.values("plan_id"))
        return rows.none()
