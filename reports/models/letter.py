"""Documents that go out. Once issued they are frozen copies, never edited or deleted."""

from typing import Any

from django.db import models

from reports.choices import (
    ItemOutcome,
    LetterKind,
    LetterState,
    SignMode,
    SupervisionRoute,
    Urgency,
)
from reports.querysets.letter import OUT_STATES, LetterQuerySet, LetterReceiptQuerySet


class LetterBatch(models.Model):
    """Letters drafted in one act (向 n 个单位交办): signed and issued together if wished."""

    campaign = models.ForeignKey("indicators.Campaign", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=200)
    created_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("拟稿时间")

    class Meta:
        verbose_name = verbose_name_plural = "批次"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class Letter(models.Model):
    """One document. `draft` holds the words the drafter wrote, `snapshot` the frozen copy.

    State, number and snapshot are written by `reports.services.letters` only.
    """

    county = models.ForeignKey("units.County", on_delete=models.PROTECT, related_name="letters")
    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="letters"
    )
    kind = models.CharField("文种", max_length=11, choices=LetterKind)
    state = models.CharField("状态", max_length=13, choices=LetterState, default=LetterState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    batch = models.ForeignKey(
        LetterBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    title = models.CharField("标题", max_length=200)
    # Texts by the name of their part: opening, demands, closing. Words only, no facts.
    draft = models.JSONField("拟稿内容", default=dict)
    # Rule 2: letters to towns record who agreed and when; it is never printed.
    consent_by = models.CharField("同意依据(领导)", max_length=100, blank=True)
    consent_on = models.DateField("同意日期", null=True, blank=True)
    route = models.CharField("督办途径", max_length=9, choices=SupervisionRoute, blank=True)
    # What it carries beside its words (`reports.letters.carried`); annexes have their own rows.
    urgency = models.CharField("紧急程度", max_length=2, choices=Urgency, blank=True)
    sealed = models.BooleanField("加盖印章", default=True)
    # Full names of the offices that issue it too, after the one of 发文设置.
    co_issuers = models.JSONField("联合发文机关", default=list, blank=True)
    answer_by = models.DateField("限期", null=True, blank=True)
    # A limit of the ladder counts from the sending: the day it was counted from last, and the
    # limit before it was counted anew for the first time.
    limit_counted_from = models.DateField("限期起算日", null=True, blank=True)
    limit_before = models.DateField("原限期", null=True, blank=True)
    drafted_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField("拟稿时间")
    checked_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sign_mode = models.CharField("签发方式", max_length=7, choices=SignMode, blank=True)
    signed_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signer_name = models.CharField("签发人", max_length=50, blank=True)
    signed_on = models.DateField("签发日期", null=True, blank=True)
    sign_scan = models.ForeignKey(
        "indicators.Blob", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rejected_reason = models.CharField("退稿意见", max_length=300, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    number_text = models.CharField("文号", max_length=60, blank=True)
    snapshot = models.JSONField("冻结内容", null=True, blank=True)
    # The text given for signature: as of which day, and its hash (SHA-256, hex).
    frozen_on = models.DateField("冻结日期", null=True, blank=True)
    frozen_sha256 = models.CharField("冻结内容校验值", max_length=64, blank=True)
    template_version = models.CharField("版式版本", max_length=20, blank=True)
    docx = models.ForeignKey(
        "indicators.Blob", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pdf = models.ForeignKey(
        "indicators.Blob", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Set with the PDF: other faces stand in for the official ones, it is no paper to sign.
    pdf_preview = models.BooleanField("PDF为预览", default=False)
    # Why the last attempt gave no PDF; empty once there is one.
    pdf_error = models.CharField("PDF未生成的原因", max_length=300, blank=True)
    annex = models.ForeignKey(
        "indicators.Blob", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="revokes"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["issued", "revoked"])
                | models.Q(snapshot__isnull=False, issued_on__isnull=False),
                name="letter_issued_is_frozen",
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_on__isnull=True, frozen_sha256="")
                | models.Q(frozen_on__isnull=False, snapshot__isnull=False)
                & ~models.Q(frozen_sha256=""),
                name="letter_frozen_has_day_and_hash",
            ),
            models.UniqueConstraint(
                fields=["county", "number_text"],
                condition=~models.Q(number_text=""),
                name="letter_number_text_once",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "kind"], name="letter_list"),
            models.Index(fields=["unit", "state"], name="letter_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text} {self.title}".strip()

    @property
    def frozen(self) -> dict[str, Any]:
        """The frozen copy; only for letters that have one."""
        assert self.snapshot is not None
        copy: dict[str, Any] = self.snapshot
        return copy

    @property
    def is_out(self) -> bool:
        """Whether it has gone out: a frozen copy, revoked or not."""
        return self.state in OUT_STATES


class LetterItem(models.Model):
    """A part spoken of in a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="items")
    assignment = models.ForeignKey(
        "tasks.Assignment", on_delete=models.PROTECT, related_name="letter_items"
    )
    outcome = models.CharField(max_length=8, choices=ItemOutcome, default=ItemOutcome.PLANNED)
    note = models.CharField("说明", max_length=100, blank=True)
    # Rule 9: ticked by the drafter, whatever the date; and so in the text that is frozen.
    past_confirmed = models.BooleanField("时限已过仍按印发当天交办", default=False)
    due_on_issue = models.BooleanField("时限为印发当天", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "文书事项"
        ordering = ("letter_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["letter", "assignment"], name="letter_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.assignment}"


class LetterReceipt(models.Model):
    """A unit that receives a letter; `received_at` once it has said so."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="receipts")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    received_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The unit is reminded of a document once.
    reminded_on = models.DateField("提醒签收日期", null=True, blank=True)

    objects = LetterReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文书签收"
        constraints = [
            models.UniqueConstraint(fields=["letter", "unit"], name="letter_receipt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.unit}"
