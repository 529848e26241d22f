"""The year's work plan and how it came in."""

from django.db import models

from tasks.choices import ImportState, PlanState
from tasks.querysets.plan import PlanQuerySet


class Plan(models.Model):
    """工作要点(方案) of one year in one version."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="plans"
    )
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=200)
    doc_number = models.CharField("文号", max_length=60, blank=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=8, choices=PlanState, default=PlanState.CURRENT)
    text = models.TextField("原文")
    source = models.ForeignKey(
        "indicators.Blob", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    filename = models.CharField("文件名", max_length=200, blank=True)
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作要点(方案)"
        ordering = ("-year", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "year", "version"], name="plan_version_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanChapter(models.Model):
    """章: what dashboards and notices are grouped by."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="chapters")
    title = models.CharField("章", max_length=200)
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = verbose_name_plural = "章"
        ordering = ("plan_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="chapter_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanImport(models.Model):
    """One reading of one file, edited until it is confirmed as a whole or dropped.

    `rows` holds one dict per task and `words` what each name of a unit means; both are described
    in `tasks.services.plan_import.rows`.
    """

    campaign = models.ForeignKey("indicators.Campaign", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=200)
    doc_number = models.CharField("文号", max_length=60, blank=True)
    filename = models.CharField("文件名", max_length=200)
    source = models.ForeignKey(
        "indicators.Blob", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField("原文")
    rows = models.JSONField("读出的任务", default=list)
    words = models.JSONField("单位名称对照", default=dict)
    state = models.CharField("状态", max_length=9, choices=ImportState, default=ImportState.REVIEW)
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField("上传时间")
    created_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "方案导入"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.filename
