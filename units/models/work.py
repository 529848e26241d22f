"""Long jobs that any sweep can pick up again."""

from django.db import models

from units.choices import WorkState


class Work(models.Model):
    """One long job. `key` is unique per effect; a lost lease lets another process take over."""

    kind = models.CharField("类型", max_length=30)
    key = models.CharField("唯一键", max_length=120, unique=True)
    county = models.ForeignKey(
        "units.County", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    membership = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("状态", max_length=7, choices=WorkState, default=WorkState.WAITING)
    args = models.JSONField("参数", default=dict)
    done_steps = models.PositiveIntegerField("已完成", default=0)
    all_steps = models.PositiveIntegerField("总数", default=0)
    lease_until = models.DateTimeField("占用至", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    result = models.JSONField("结果", default=dict)
    error = models.CharField("原因", max_length=300, blank=True)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "后台工作"
        ordering = ("id",)
        indexes = [models.Index(fields=["state", "lease_until"], name="work_queue")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
