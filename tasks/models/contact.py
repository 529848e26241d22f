"""A call, a message or a visit to a unit about what it owes."""

from django.db import models

from tasks.choices import ContactMethod


class ContactNote(models.Model):
    """催办记录."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="contact_notes"
    )
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="contact_notes")
    assignments = models.ManyToManyField("tasks.Assignment", related_name="contact_notes")
    method = models.CharField("方式", max_length=6, choices=ContactMethod)
    person = models.CharField("联系人", max_length=50)
    answer = models.TextField("答复", blank=True)
    promised_on = models.DateField("承诺日期", null=True, blank=True)
    day = models.DateField("日期")
    noted_at = models.DateTimeField("登记时间")
    noted_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "催办记录"
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.unit} {self.get_method_display()}"
