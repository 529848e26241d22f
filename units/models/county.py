"""The county: everything else belongs to one."""

from django.db import models


class County(models.Model):
    """县(市、区). One by default; a city or province hosts many."""

    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=50)
    office = models.OneToOneField(
        "units.Unit",
        verbose_name="依法治县办",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="office_of",
    )
    mail_from_hour = models.PositiveSmallIntegerField("消息最早发送(时)", default=8)
    mail_until_hour = models.PositiveSmallIntegerField("消息最晚发送(时)", default=18)

    class Meta:
        verbose_name = verbose_name_plural = "县(市、区)"
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mail_from_hour__lt=models.F("mail_until_hour"))
                & models.Q(mail_until_hour__lte=24),
                name="county_mail_window",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def page_title(self) -> str:
        """The head of every page."""
        return f"{self.name}法治政府建设示范创建工作平台"
