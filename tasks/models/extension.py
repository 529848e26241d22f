"""Asking for more time (rule 10)."""

from django.db import models

from tasks.choices import ExtensionState


class Extension(models.Model):
    """延期申请."""

    assignment = models.ForeignKey(
        "tasks.Assignment", on_delete=models.PROTECT, related_name="extensions"
    )
    state = models.CharField(
        "状态", max_length=9, choices=ExtensionState, default=ExtensionState.ASKED
    )
    reason = models.TextField("理由")
    old_due_on = models.DateField("原时限")
    wanted_due_on = models.DateField("申请延至")
    granted_due_on = models.DateField("同意延至", null=True, blank=True)
    evidence = models.ForeignKey(
        "indicators.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    decision_note = models.TextField("答复意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "延期申请"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(state="asked"),
                name="extension_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.wanted_due_on}"
