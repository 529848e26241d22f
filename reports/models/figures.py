"""取数: the figures that a 工作专报 or 年度报告 was written from, frozen at the compile."""

from django.db import models

from reports.choices import SpanKind


class LetterFigures(models.Model):
    """Figures of a week, month or year; words, signing and numbering are the letter's.

    `proposed` are the words the machine wrote, so that those of a person are kept at the next
    compile.
    """

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="letter_figures"
    )
    letter = models.OneToOneField(
        "reports.Letter", on_delete=models.PROTECT, related_name="compiled"
    )
    span = models.CharField("期间", max_length=5, choices=SpanKind)
    first = models.DateField("期间首日")
    as_of = models.DateTimeField("截至")
    figures = models.JSONField("数据")
    proposed = models.JSONField("拟写的文字", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "取数"
        ordering = ("-first", "-id")
        indexes = [models.Index(fields=["campaign", "span", "first"], name="letter_figures_span")]

    def __str__(self) -> str:
        return f"{self.get_span_display()} {self.first:%Y-%m-%d}"
