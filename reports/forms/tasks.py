"""Forms of acts on a whole task, of its parts and of notes about them."""

from typing import Any

from django import forms

from indicators.models import Indicator
from reports.forms.fields import UnitField, long_text, needed_when
from tasks.choices import ContactMethod, PartRole, TaskState
from tasks.models import Assignment, Task
from tasks.services.contacts import LONGEST_ANSWER
from units.forms.fields import DayField


def _title() -> forms.CharField:
    return forms.CharField(
        label="任务名称", max_length=500, error_messages={"required": "请填写任务名称。"}
    )


class WordsForm(forms.Form):
    """修改任务."""

    title = _title()
    requirement = long_text("工作要求", rows=6, limit=20000)
    reason = long_text("修改原因", rows=2)

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"title": task.title, "requirement": task.requirement})
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = task.state != TaskState.DRAFT


class DueForm(forms.Form):
    """调整时限."""

    due_on = needed_when(DayField(label="时限", required=False), "长期工作不填")
    long_term = forms.BooleanField(label="长期工作，不设时限", required=False)
    reason = long_text("调整原因", rows=2)

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"due_on": task.due_on, "long_term": task.long_term})
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = task.state != TaskState.DRAFT


class BatchDueForm(forms.Form):
    """调整时限 of several tasks at once."""

    due_on = DayField(label="新时限")
    reason = long_text("调整原因", rows=2)


class PartForm(forms.Form):
    """增加承办单位."""

    role = forms.ChoiceField(
        label="角色",
        choices=[("", "请选择"), *PartRole.choices],
        error_messages={"required": "请选择角色。"},
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(task.campaign.county_id)
        self.order_fields(["unit", "role"])


class TaskField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A task; its plan's year and title tell it from one of the same number in another plan."""

    def label_from_instance(self, obj: Any) -> str:
        """Return number and title, and the plan where there is one."""
        plan = f"（{obj.plan.year}年《{obj.plan.title}》）" if obj.plan else ""
        return f"{obj.number}{obj.title}{plan}"


class MergeForm(forms.Form):
    """并入其他任务."""

    reason = long_text("合并的原因", rows=2)

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = Task.objects.filter(campaign_id=task.campaign_id, state__in=["draft", "issued"])
        self.fields["target"] = TaskField(
            label="并入哪项任务",
            queryset=open_.exclude(pk=task.pk).select_related("plan"),
            empty_label="请选择",
            widget=forms.Select(attrs={"data-picker": ""}),
            error_messages={
                "required": "请选择任务。",
                "invalid_choice": "没有这项任务，请重新选择。",
            },
        )
        self.order_fields(["target", "reason"])


class LinkForm(forms.Form):
    """关联指标: ids of third-level indicators."""

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        linked = list(task.indicators.values_list("pk", flat=True))
        kwargs.setdefault("initial", {"indicators": linked})
        super().__init__(*args, **kwargs)
        leaves = Indicator.objects.filter(system_id=task.campaign.system_id).leaves()
        self.fields["indicators"] = forms.TypedMultipleChoiceField(
            label="对应的三级指标",
            choices=[(row.pk, f"{row.number} {row.title}") for row in leaves],
            coerce=int,
            required=False,
            widget=forms.SelectMultiple(attrs={"data-picker": "", "size": "12"}),
            help_text="可选多项；输入编号或名称查找。",
            error_messages={"invalid_choice": "没有这项指标，请重新选择。"},
        )


class BatchForm(forms.Form):
    """An act on several tasks."""

    reason = long_text("原因")


class ReasonForm(BatchForm):
    """取消任务."""

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class CloseForm(forms.Form):
    """销号: nothing to fill in, only the version the page showed."""

    expected_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"expected_version": task.version})
        super().__init__(*args, **kwargs)


class ReopenForm(ReasonForm):
    """重新办理 of a closed task, with the parts to open again."""

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, task=task, **kwargs)
        accepted = Assignment.objects.filter(task=task, state="accepted").select_related("unit")
        self.fields["parts"] = forms.MultipleChoiceField(
            label="哪些单位重新办理",
            choices=[(str(part.pk), part.unit.short) for part in accepted],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "请至少选择一个单位。",
                "invalid_choice": "请从列出的单位中选择。",
            },
        )
        self.order_fields(["parts", "reason"])


class NewTaskForm(forms.Form):
    """新建任务."""

    number = forms.CharField(label="编号", max_length=20, required=False)
    title = _title()
    requirement = long_text("工作要求", rows=6, limit=20000)
    due_on = needed_when(DayField(label="时限", required=False), "长期工作不填")
    long_term = forms.BooleanField(label="长期工作，不设时限", required=False)

    def clean(self) -> dict[str, Any]:
        """A task has a date or is 长期."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("due_on") and not data.get("long_term") and "due_on" not in self.errors:
            self.add_error("due_on", "请填写时限，或标为长期。")
        return data


class ContactForm(forms.Form):
    """催办记录."""

    method = forms.ChoiceField(
        label="方式", choices=ContactMethod.choices, error_messages={"required": "请选择方式。"}
    )
    person = forms.CharField(
        label="联系人", max_length=50, error_messages={"required": "请填写联系人。"}
    )
    day = DayField(label="日期", required=False, help_text="不填即今天。")
    answer = long_text("答复", rows=2, required=False, limit=LONGEST_ANSWER)
    promised_on = DayField(label="承诺日期", required=False)


class ExtensionForm(forms.Form):
    """申请延期."""

    wanted_due_on = DayField(label="申请延至")
    reason = long_text("延期理由")
    evidence = forms.FileField(
        label="依据文件", required=False, help_text="如上级通知，可不附；登记为本单位的佐证材料。"
    )


class GrantForm(forms.Form):
    """同意延期."""

    due_on = DayField(label="同意延至", required=False, help_text="不填即按申请的日期。")
    note = long_text("意见", rows=2, required=False)


class RefuseForm(forms.Form):
    """不同意延期."""

    note = long_text("不同意延期的理由", rows=2)


class SavedViewForm(forms.Form):
    """存为我的视图; the service says what name and filter may be kept."""

    name = forms.CharField(label="视图名称", required=False, strip=True)
    query = forms.CharField(required=False, widget=forms.HiddenInput)


class EmptyForm(forms.Form):
    """Nothing to fill in."""
