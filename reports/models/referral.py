"""督查室's own entry on a matter that was referred to it."""

from django.db import models


class Referral(models.Model):
    """Number, result and day, entered by 督查室 and nobody else."""

    letter = models.OneToOneField(
        "reports.Letter", on_delete=models.PROTECT, related_name="referral"
    )
    number = models.CharField("督查室编号", max_length=60)
    result = models.TextField("办理结果", blank=True)
    result_on = models.DateField("办结日期", null=True, blank=True)
    entered_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "督查室登记"
        constraints = [
            # A result has its day, and a day its result.
            models.CheckConstraint(
                condition=models.Q(result="", result_on__isnull=True)
                | ~models.Q(result="") & models.Q(result_on__isnull=False),
                name="referral_result_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number
