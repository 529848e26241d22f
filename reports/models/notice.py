"""The monthly 通报: a Letter with figures, no second lifecycle."""

from django.db import models

from reports.choices import CheckAnswer
from reports.querysets.notice import NoticeCheckQuerySet


class Notice(models.Model):
    """Figures and narrative of one month; signing, numbering and freezing are the letter's."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="notices"
    )
    letter = models.OneToOneField("reports.Letter", on_delete=models.PROTECT, related_name="notice")
    period = models.DateField("月份(首日)")
    draft_version = models.PositiveSmallIntegerField("稿次", default=1)
    as_of = models.DateTimeField("截至")
    figures = models.JSONField("数据")
    narrative = models.JSONField("文字", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "通报"
        ordering = ("-period", "-draft_version")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "period", "draft_version"], name="notice_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period:%Y年%m月}通报"


class NoticeCheck(models.Model):
    """通报前核对: a unit named in a notice may object to the facts (rule 4).

    A fact is sent in one round only: what a later compile adds is asked in the next one, so that
    an answer and what was decided on it stand (rule 11).
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="checks")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    facts = models.JSONField("事项", default=list)
    sent_on = models.DateField("送核日期")
    answer_by = models.DateField("答复期限")
    answer = models.CharField(
        "答复", max_length=8, choices=CheckAnswer, default=CheckAnswer.WAITING
    )
    words = models.TextField("说明", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Of an objection: upheld (the unit is not named) or not; empty until the office has decided.
    upheld = models.BooleanField("异议成立", null=True, blank=True)
    office_note = models.TextField("处理情况", blank=True)
    settled_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NoticeCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通报前核对"
        ordering = ("notice_id", "unit__position", "unit_id", "round")
        constraints = [
            models.UniqueConstraint(fields=["notice", "unit", "round"], name="notice_check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.unit}"


class NoticeSkip(models.Model):
    """本月不通报(原因)."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="notice_skips"
    )
    period = models.DateField("月份(首日)")
    reason = models.CharField("原因", max_length=200)
    decided_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "本月不通报"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "period"], name="notice_skip_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period:%Y年%m月}不通报"
