"""Which history a seat may read."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from units.access import Seat

# 催办记录 and which task was merged with which: a unit need not have a part in the other one.
OFFICES_OWN = ("contact", "merge")
UNITS_OWN = ("signoff_send", "signoff_recall", "signoff_sign")


# Acts that may set the date in force of a part anew after its hand-over.
SETS_A_DATE = ("return", "ask_more", "extension_grant", "change_due", "resume", "reopen")


class TaskEventQuerySet(QuerySet[Any]):
    """`objects` of TaskEvent."""

    def visible_to(self, seat: "Seat") -> "TaskEventQuerySet":
        """Events of parts in sight, and of the task itself for whoever sees the task.

        催办记录 and 并入 are notes of the office: units do not read them. 线上审签 is the unit's own
        affair: nobody else reads it, as nobody else reads its drafts.
        """
        parts = apps.get_model("tasks", "Assignment").objects.visible_to(seat)
        tasks = apps.get_model("tasks", "Task").objects.visible_to(seat)
        rows = self.exclude(action__in=OFFICES_OWN) if seat.is_unit else self
        rows = rows.exclude(Q(action__in=UNITS_OWN) & ~Q(assignment__unit_id__in=seat.unit_ids))
        return rows.filter(
            Q(assignment__in=parts.values("pk"))
            | Q(assignment__isnull=True, task__in=tasks.values("pk"))
        )

    def setting_dates(self) -> "TaskEventQuerySet":
        """Acts on parts that set their date in force anew; the hand-over itself is not one."""
        return self.filter(
            assignment__isnull=False, action__in=SETS_A_DATE, data__due_on__isnull=False
        )
