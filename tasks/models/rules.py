"""Settings of a county's work; with usual starters."""

from django.db import models


class WorkRules(models.Model):
    """办理规则. Spans are workdays unless the name says otherwise."""

    county = models.OneToOneField(
        "units.County", on_delete=models.CASCADE, related_name="work_rules"
    )
    redo_workdays = models.PositiveSmallIntegerField("退回修改期限(工作日)", default=3)
    review_workdays = models.PositiveSmallIntegerField("审核时限(工作日)", default=3)
    soon_workdays = models.PositiveSmallIntegerField("临近到期(工作日)", default=5)
    objection_workdays = models.PositiveSmallIntegerField("申请调整分工期限(工作日)", default=3)
    answer_workdays = models.PositiveSmallIntegerField("答复调整申请期限(工作日)", default=3)
    silent_workdays = models.PositiveSmallIntegerField("视为签收(工作日)", default=2)

    class Meta:
        verbose_name = verbose_name_plural = "办理规则"

    def __str__(self) -> str:
        return f"{self.county}办理规则"

    @classmethod
    def of(cls, county_id: int) -> "WorkRules":
        """Return the county's rules, or the starters where it has none stored."""
        return cls.objects.filter(county_id=county_id).first() or cls(county_id=county_id)
