"""A unit's part in a task: the row the whole product turns on."""

from django.db import models

from tasks.choices import PartRole, PartState
from tasks.querysets.assignment import AssignmentQuerySet


class Assignment(models.Model):
    """分工. State, version and dates are written by `tasks.services.workflow` only.

    `due_on` is the date in force: `redo_by` if returned, else `agreed_due_on` (the task's date
    with extensions). `answers_to` is the lead's part that reviews this one; empty: the office.
    """

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="assignments"
    )
    task = models.ForeignKey("tasks.Task", on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField("角色", max_length=11, choices=PartRole)
    word = models.CharField("原文角色", max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField("排序")
    answers_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answering"
    )
    blocking = models.BooleanField("须办结", default=True)
    state = models.CharField("状态", max_length=9, choices=PartState, default=PartState.DRAFT)
    # What to go back to: after 撤回 of what is handed in, and after 恢复办理. A hand-in that is
    # suspended needs both.
    state_before = models.CharField(max_length=9, choices=PartState, blank=True)
    suspended_from = models.CharField(max_length=9, choices=PartState, blank=True)
    version = models.PositiveIntegerField(default=0)
    agreed_due_on = models.DateField("约定时限", null=True, blank=True)
    redo_by = models.DateField("修改期限", null=True, blank=True)
    due_on = models.DateField("现行时限", null=True, blank=True)
    long_term = models.BooleanField("长期", default=False)
    issued_on = models.DateField("交办日期", null=True, blank=True)
    acknowledged_on = models.DateField("签收日期", null=True, blank=True)
    acknowledged_silently = models.BooleanField("视为签收", default=False)
    first_handed_in_on = models.DateField("首次报送日期", null=True, blank=True)
    first_due_on = models.DateField("首次报送时的时限", null=True, blank=True)
    handed_in_on = models.DateField("报送日期", null=True, blank=True)
    accepted_on = models.DateField("办结日期", null=True, blank=True)
    return_count = models.PositiveSmallIntegerField("退回次数", default=0)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "分工"
        ordering = ("task_id", "rank", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit"],
                condition=~models.Q(state="cancelled"),
                name="part_one_per_unit",
            ),
            models.CheckConstraint(
                condition=~models.Q(answers_to=models.F("id")), name="part_not_its_own_lead"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="accepted")
                | models.Q(accepted_on__isnull=False, handed_in_on__isnull=False),
                name="part_accepted_has_days",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="submitted") | models.Q(handed_in_on__isnull=False),
                name="part_submitted_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state="suspended") & ~models.Q(suspended_from="")
                | ~models.Q(state="suspended") & models.Q(suspended_from=""),
                name="part_suspended_knows_from",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "cancelled"])
                | models.Q(long_term=True)
                | models.Q(due_on__isnull=False, issued_on__isnull=False),
                name="part_issued_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "due_on"], name="part_campaign"),
            models.Index(fields=["unit", "state", "due_on"], name="part_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.task.number}"

    @property
    def is_unseen(self) -> bool:
        """Handed over, and nobody of the unit has seen it yet (`definitions.unseen`)."""
        before = self.suspended_from if self.state == PartState.SUSPENDED else self.state
        return before == PartState.PENDING

    @property
    def was_called_off_unseen(self) -> bool:
        """Cancelled or released before anybody had seen it (`definitions.called_off_unseen`)."""
        seen = self.acknowledged_on or self.first_handed_in_on
        return self.state in (PartState.CANCELLED, PartState.RELEASED) and not seen
