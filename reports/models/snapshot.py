"""One row per campaign and day: the trend of the dashboard."""

from django.db import models


class CampaignDay(models.Model):
    """每日数据 as counted at the end of a day; numbers come from `reports.figures` only."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.CASCADE, related_name="days"
    )
    day = models.DateField("日期")
    expected = models.PositiveIntegerField("应完成")
    done = models.PositiveIntegerField("已办结")
    on_time = models.PositiveIntegerField("按时")
    overdue = models.PositiveIntegerField("逾期")

    class Meta:
        verbose_name = verbose_name_plural = "每日数据"
        ordering = ("campaign_id", "day")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "day"], name="campaign_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
