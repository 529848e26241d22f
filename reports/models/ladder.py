"""督促提醒规则 and what they have fired."""

from django.db import models

from reports.choices import StepAction, StepAnchor
from reports.querysets.ladder import LadderStepQuerySet


class LadderStep(models.Model):
    """One step: `offset` workdays from its anchor (negative: before)."""

    county = models.ForeignKey(
        "units.County", on_delete=models.CASCADE, related_name="ladder_steps"
    )
    code = models.CharField("代码", max_length=20)
    name = models.CharField("名称", max_length=60)
    height = models.PositiveSmallIntegerField("级别")
    action = models.CharField("动作", max_length=9, choices=StepAction)
    anchor = models.CharField("起算", max_length=15, choices=StepAnchor, default=StepAnchor.DUE)
    offset = models.SmallIntegerField("天数(工作日)")
    # Only for parts with more calendar days than this between issue and date in force.
    min_span_days = models.PositiveSmallIntegerField("仅限期限长于(日)", default=0)
    to_deputy = models.BooleanField("同时提醒分管负责人", default=False)
    enabled = models.BooleanField("启用", default=True)

    objects = LadderStepQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督促提醒规则"
        ordering = ("county_id", "height")
        constraints = [
            models.UniqueConstraint(fields=["county", "code"], name="ladder_step_once"),
        ]

    def __str__(self) -> str:
        return self.name


class LadderFiring(models.Model):
    """A step that came due for a part; one for each anchor, whatever is run how often."""

    assignment = models.ForeignKey(
        "tasks.Assignment", on_delete=models.PROTECT, related_name="firings"
    )
    step = models.ForeignKey(LadderStep, on_delete=models.PROTECT, related_name="firings")
    # The date in force, or "returns:2".
    anchor = models.CharField("起算点", max_length=20)
    due_on = models.DateField("应触发日期")
    fired_on = models.DateField("触发日期")
    superseded = models.BooleanField("被更高级别取代", default=False)
    letter = models.ForeignKey(
        "reports.Letter", on_delete=models.SET_NULL, null=True, blank=True, related_name="firings"
    )
    reason = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "督促提醒记录"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "step", "anchor"], name="ladder_fired_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.step}"
