"""A task of the plan, the groups it names and the material it asks for."""

from django.db import models

from tasks.choices import GroupMode, PartRole, TaskKind, TaskState
from tasks.querysets.task import TaskQuerySet


class Task(models.Model):
    """任务. Its state and dates are written by `tasks.services.workflow` only."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.PROTECT, related_name="tasks"
    )
    plan = models.ForeignKey(
        "tasks.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    chapter = models.ForeignKey(
        "tasks.PlanChapter", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    kind = models.CharField("来源", max_length=13, choices=TaskKind, default=TaskKind.PLAN)
    number = models.CharField("编号", max_length=20, blank=True)
    position = models.PositiveIntegerField("顺序")
    title = models.CharField("任务", max_length=500)
    requirement = models.TextField("工作要求")
    deadline_text = models.CharField("原文时限", max_length=100, blank=True)
    due_on = models.DateField("办理时限", null=True, blank=True)
    long_term = models.BooleanField("长期", default=False)
    # Further dates of the text, kept and shown: [{"text": "5月底前", "due_on": "2026-05-31"}].
    other_deadlines = models.JSONField("其他时间节点", default=list, blank=True)
    indicators = models.ManyToManyField(
        "indicators.Indicator", verbose_name="对应指标", blank=True, related_name="tasks"
    )
    state = models.CharField("状态", max_length=9, choices=TaskState, default=TaskState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    issued_on = models.DateField("交办日期", null=True, blank=True)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    span_start = models.PositiveIntegerField("原文起", null=True, blank=True)
    span_end = models.PositiveIntegerField("原文止", null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任务"
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(long_term=False) | models.Q(due_on__isnull=True),
                name="task_long_term_has_no_date",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", issued_on__isnull=True)
                | models.Q(state="cancelled")
                | models.Q(state__in=["issued", "closed"], issued_on__isnull=False),
                name="task_issued_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_on__isnull=False)
                | ~models.Q(state="closed") & models.Q(closed_on__isnull=True),
                name="task_closed_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "position"], name="task_list"),
            models.Index(fields=["plan", "position"], name="task_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class TaskGroup(models.Model):
    """A group of units named by a task, and how it is handled (rule 5)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="groups")
    group = models.ForeignKey("units.UnitGroup", on_delete=models.PROTECT, related_name="+")
    role = models.CharField("角色", max_length=11, choices=PartRole)
    word = models.CharField("原文写法", max_length=100)
    rank = models.PositiveSmallIntegerField("排序")
    mode = models.CharField("处理方式", max_length=8, choices=GroupMode, default=GroupMode.NAMED)

    class Meta:
        verbose_name = verbose_name_plural = "任务涉及分组"
        ordering = ("task_id", "rank", "id")
        constraints = [
            models.UniqueConstraint(fields=["task", "group", "role"], name="task_group_once"),
        ]

    def __str__(self) -> str:
        return self.word


class TaskMaterial(models.Model):
    """One material ticked for a task: it closes only with an accepted proof of each (rule 6)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="materials")
    requirement = models.ForeignKey(
        "indicators.MaterialRequirement",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField("材料", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "任务材料"
        ordering = ("task_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["task", "title"], name="task_material_once"),
        ]

    def __str__(self) -> str:
        return self.title
