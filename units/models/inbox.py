"""What a person is owed, and how it leaves the house."""

from django.db import models

from units.choices import Channel, DeliveryState
from units.querysets.inbox import DeliveryQuerySet, InboxQuerySet


class Delivery(models.Model):
    """One message to one person: gathers the inbox items of a day's open window (rule 1)."""

    person = models.ForeignKey("units.User", on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField("渠道", max_length=8, choices=Channel)
    day = models.DateField("日期")
    # "digest" for the one digest of the day; urgent and account mail name their own slot.
    slot = models.CharField("时段", max_length=60)
    state = models.CharField(
        "状态", max_length=9, choices=DeliveryState, default=DeliveryState.WAITING
    )
    not_before = models.DateTimeField("最早发送时间")
    lease_until = models.DateTimeField("占用至", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    address = models.CharField("实际地址", max_length=254, blank=True)
    error = models.CharField("原因", max_length=300, blank=True)
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "消息发送"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel", "day", "slot"], name="delivery_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="delivery_queue")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.person} {self.get_state_display()}"


class InboxItem(models.Model):
    """One thing a person should know, once per effect; titles and links only, never proof."""

    person = models.ForeignKey("units.User", on_delete=models.PROTECT, related_name="inbox")
    membership = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    effect = models.CharField("事由键", max_length=120)
    title = models.CharField("标题", max_length=200)
    path = models.CharField("链接", max_length=200)
    urgent = models.BooleanField("特急", default=False)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    delivery = models.ForeignKey(
        Delivery, on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )

    objects = InboxQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "收件箱"
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["person", "effect"], name="inbox_effect_once"),
        ]
        indexes = [models.Index(fields=["person", "read_at"], name="inbox_unread")]

    def __str__(self) -> str:
        return self.title
