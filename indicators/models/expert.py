"""What an expert was asked to read."""

from django.db import models


class ExpertScope(models.Model):
    """One indicator an expert reads, from a day until a day (inclusive)."""

    membership = models.ForeignKey(
        "units.Membership", on_delete=models.CASCADE, related_name="expert_scopes"
    )
    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.CASCADE, related_name="expert_scopes"
    )
    indicator = models.ForeignKey(
        "indicators.Indicator", on_delete=models.CASCADE, related_name="expert_scopes"
    )
    since = models.DateField("开始日期")
    until = models.DateField("结束日期")

    class Meta:
        verbose_name = verbose_name_plural = "专家评审范围"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "campaign", "indicator"], name="expert_scope_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="expert_scope_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.indicator}"
