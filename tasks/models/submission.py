"""What a unit hands in for a part, and what was said of it."""

from django.db import models

from tasks.choices import SubmissionState
from tasks.querysets.submission import SubmissionEvidenceQuerySet


class Submission(models.Model):
    """报送, the n-th of its part."""

    assignment = models.ForeignKey(
        "tasks.Assignment", on_delete=models.PROTECT, related_name="submissions"
    )
    n = models.PositiveSmallIntegerField("次数")
    state = models.CharField(
        "状态", max_length=11, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    text = models.TextField("完成情况", blank=True)
    gap_note = models.TextField("未齐说明", blank=True)
    started_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    handed_in_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_in_at = models.DateTimeField("报送时间", null=True, blank=True)
    on_behalf = models.BooleanField("代为登记", default=False)
    received_on = models.DateField("收到日期", null=True, blank=True)
    received_from = models.CharField("来源说明", max_length=200, blank=True)
    signoff_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signoff_sheet = models.ForeignKey(
        "indicators.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_began_at = models.DateTimeField("开始审核时间", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    reasons = models.JSONField("退回原因", default=list, blank=True)
    review_note = models.TextField("审核意见", blank=True)
    self_review = models.BooleanField("自审", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "报送"
        ordering = ("assignment_id", "n")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "n"], name="submission_n_once"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(state__in=["draft", "for_signoff", "handed_in"]),
                name="submission_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} #{self.n}"


class SubmissionEvidence(models.Model):
    """A proof handed in, and the ticked material it answers."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="proofs")
    evidence = models.ForeignKey(
        "indicators.Evidence", on_delete=models.PROTECT, related_name="submissions"
    )
    material = models.ForeignKey(
        "tasks.TaskMaterial",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proofs",
    )
    reused = models.BooleanField("引用已报材料", default=False)

    objects = SubmissionEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送材料"
        ordering = ("submission_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["submission", "evidence"], name="proof_once"),
        ]

    def __str__(self) -> str:
        return str(self.evidence)
