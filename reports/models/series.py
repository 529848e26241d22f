"""Document numbers: counted by the database, never by `count()`."""

from django.db import models

from reports.choices import NumberState


class Series(models.Model):
    """文号系列 of one county, code (代字) and year of the issue date."""

    county = models.ForeignKey("units.County", on_delete=models.PROTECT, related_name="series")
    code = models.CharField("代字", max_length=30)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)
    last_issued_on = models.DateField("末次印发日期", null=True, blank=True)
    # A shared series takes its numbers from the paper register of another office.
    shared = models.BooleanField("取自纸质登记簿", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "文号系列"
        ordering = ("county_id", "year", "code")
        constraints = [
            models.UniqueConstraint(fields=["county", "code", "year"], name="series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕"


class SeriesNumber(models.Model):
    """One row of the 发文登记簿 per number, even for one released (作废)."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="numbers")
    n = models.PositiveIntegerField("号")
    state = models.CharField("状态", max_length=8, choices=NumberState)
    letter = models.OneToOneField(
        "reports.Letter", on_delete=models.PROTECT, null=True, blank=True, related_name="number"
    )
    taken_on = models.DateField("日期")
    note = models.CharField("备注", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发文登记簿"
        ordering = ("series_id", "n")
        constraints = [
            models.UniqueConstraint(fields=["series", "n"], name="series_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.n}号"
