"""Days on which people work, and the clock of the tests."""

from django.db import models


class CalendarYear(models.Model):
    """A year whose list of holidays has been published and entered.

    A year without a row falls back to Monday–Friday, and pages say so (rule 9).
    """

    year = models.PositiveSmallIntegerField("年份", unique=True)
    source = models.CharField("依据", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已公布的放假安排"
        ordering = ("year",)

    def __str__(self) -> str:
        return f"{self.year}年"


class Holiday(models.Model):
    """A weekday off, or a weekend day worked (调休): what differs from Monday–Friday."""

    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=50, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "放假调休"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {'上班' if self.is_workday else '放假'} {self.name}".strip()


class ClockShift(models.Model):
    """How far the clock of the tests is moved; read only where settings allow it."""

    seconds = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "测试时钟"

    def __str__(self) -> str:
        return f"{self.seconds}s"
