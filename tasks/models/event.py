"""What happened to a task, in words; shown under `visible_to`."""

from django.db import models

from tasks.querysets.event import TaskEventQuerySet


class TaskEvent(models.Model):
    """One act on a task or a part. `data` holds what a replay needs (dates, reasons)."""

    task = models.ForeignKey("tasks.Task", on_delete=models.PROTECT, related_name="events")
    assignment = models.ForeignKey(
        "tasks.Assignment", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    action = models.CharField("动作", max_length=30)
    from_state = models.CharField("原状态", max_length=9, blank=True)
    to_state = models.CharField("新状态", max_length=9, blank=True)
    words = models.TextField("说明", blank=True)
    data = models.JSONField(default=dict, blank=True)
    day = models.DateField("日期")
    at = models.DateTimeField("时间")
    user = models.ForeignKey(
        "units.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    membership = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TaskEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理过程"
        ordering = ("id",)
        indexes = [models.Index(fields=["task", "id"], name="event_task")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.action}"
