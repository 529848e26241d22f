"""Indicator systems: editions differ, so all of it is data."""

from django.db import models

from indicators.choices import Chain, Method
from indicators.querysets.system import IndicatorQuerySet


class IndicatorSystem(models.Model):
    """指标体系, one edition as a county uses it."""

    county = models.ForeignKey(
        "units.County", on_delete=models.PROTECT, related_name="indicator_systems"
    )
    edition = models.CharField("版本", max_length=100)
    note = models.CharField("说明", max_length=200, blank=True)
    created_at = models.DateTimeField("导入时间")

    class Meta:
        verbose_name = verbose_name_plural = "指标体系"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["county", "edition"], name="system_edition_once"),
        ]

    def __str__(self) -> str:
        return self.edition


class Indicator(models.Model):
    """指标 of level 1, 2 or 3; `position` gives the order of the printed table."""

    system = models.ForeignKey(IndicatorSystem, on_delete=models.CASCADE, related_name="indicators")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    level = models.PositiveSmallIntegerField("级别")
    number = models.CharField("编号", max_length=20)
    position = models.PositiveIntegerField("顺序")
    title = models.CharField("指标", max_length=500)
    requirement = models.TextField("评估要求", blank=True)
    guidance = models.TextField("佐证指引", blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ("system_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["system", "number"], name="indicator_number_once"),
            models.CheckConstraint(
                condition=models.Q(level=1, parent__isnull=True)
                | models.Q(level__in=[2, 3], parent__isnull=False),
                name="indicator_level_has_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class AssessmentMethod(models.Model):
    """One 测评方式 of one indicator."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="methods")
    method = models.CharField("测评方式", max_length=12, choices=Method)

    class Meta:
        verbose_name = verbose_name_plural = "测评方式"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["indicator", "method"], name="method_once"),
        ]

    def __str__(self) -> str:
        return self.get_method_display()


class MaterialRequirement(models.Model):
    """材料清单: what proof an indicator asks for."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField("材料", max_length=200)
    chain = models.CharField("环节", max_length=8, choices=Chain, blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "材料清单"
        ordering = ("indicator_id", "position", "id")

    def __str__(self) -> str:
        return self.title
