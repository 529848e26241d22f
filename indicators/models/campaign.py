"""The bid itself."""

from django.db import models

from indicators.choices import CampaignKind, CampaignLevel, Stage


class Campaign(models.Model):
    """创建批次: one county, one indicator system, two to three years."""

    county = models.ForeignKey("units.County", on_delete=models.PROTECT, related_name="campaigns")
    system = models.ForeignKey(
        "indicators.IndicatorSystem", on_delete=models.PROTECT, related_name="campaigns"
    )
    name = models.CharField("名称", max_length=100)
    level = models.CharField("层级", max_length=8, choices=CampaignLevel)
    kind = models.CharField("类型", max_length=6, choices=CampaignKind, default=CampaignKind.WHOLE)
    stage = models.CharField("阶段", max_length=13, choices=Stage, default=Stage.APPLY)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    active = models.BooleanField("进行中", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "创建批次"
        ordering = ("-active", "-starts_on", "-id")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="campaign_name_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="campaign_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name
