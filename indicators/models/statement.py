"""What the county says of itself on one indicator."""

from django.db import models


class IndicatorStatement(models.Model):
    """自评说明 of one indicator in a campaign; `version` guards against writing over another."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.CASCADE, related_name="statements"
    )
    indicator = models.ForeignKey(
        "indicators.Indicator", on_delete=models.CASCADE, related_name="statements"
    )
    text = models.TextField("自评说明")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = verbose_name_plural = "自评说明"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "indicator"], name="indicator_statement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.number}自评说明"
