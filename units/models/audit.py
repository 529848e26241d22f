"""Who did what and when: no business text, insert only, sealed in a chain."""

from typing import Any, NoReturn

from django.db import models

from units.choices import AuditResult
from units.querysets.audit import AuditQuerySet


class AuditEntry(models.Model):
    """One act. Carries names of actions and ids of objects, never their words."""

    at = models.DateTimeField("时间", db_index=True)
    county = models.ForeignKey(
        "units.County", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        "units.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    membership = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    username = models.CharField("账号", max_length=50, blank=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    action = models.CharField("动作", max_length=60)
    object_type = models.CharField("对象类型", max_length=30, blank=True)
    object_id = models.CharField("对象编号", max_length=40, blank=True)
    result = models.CharField("结果", max_length=7, choices=AuditResult, default=AuditResult.DONE)
    sealed = models.BooleanField("已封存", default=False, db_index=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ("-id",)
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_of_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.username} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a row that is already stored is never written again."""
        if not self._state.adding:
            raise TypeError("audit rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the trail is insert only."""
        raise TypeError("audit rows are never deleted")


class AuditSeal(models.Model):
    """A link of the chain: the digest over the one before and the rows `ids` in that order."""

    previous = models.CharField("前一封条", max_length=64, unique=True)
    ids = models.JSONField("记录编号")
    digest = models.CharField("摘要", max_length=64, unique=True)
    at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = verbose_name_plural = "审计封条"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.digest[:12]
