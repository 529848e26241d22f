"""Forms of 设置: rules, 发文设置, numbers, steps of the ladder."""

from collections.abc import Iterable
from typing import Any

from django import forms

from reports.choices import StepAction, SupervisionRoute
from reports.forms.fields import long_text
from reports.models import LadderStep, LetterHead, Series
from reports.services.ladder.settings import MAX_DAYS, StepFacts
from reports.services.letters.numbering import HIGHEST
from reports.services.settings.heads import FIELDS
from tasks.models import WorkRules
from tasks.services.rules import FIELDS as SPANS
from tasks.services.rules import MOST

RULE_LABELS = {field.name: str(field.verbose_name) for field in WorkRules._meta.fields}


def _number(label: str, *, least: int = 1, most: int = MOST, **options: Any) -> forms.IntegerField:
    wrong = f"请填写 {least} 至 {most} 的整数。"
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=messages, **options
    )


class RulesForm(forms.Form):
    """办理规则."""

    def __init__(self, *args: Any, rules: WorkRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SPANS:
            self.fields[name] = _number(RULE_LABELS[name], initial=getattr(rules, name))


HELP = {
    "receipt_workdays": "印发后超过这个期限没有签收的，提醒该单位联络员一次；协助单位不发提醒。",
    "issuer": "落款和版记使用，须与印章一致。",
    "mark": "文件格式的红头，如“××办公室文件”。",
    "notice_code": "如“示委法治办”，文号为：示委法治办〔2026〕1号。",
    "letter_code": "如“示委法治办函”。",
    "copies": "用逗号分开，如：县委办公室，县人民政府办公室。",
    "joint_offices": "每行一个全称，须与印章一致；拟稿时从中选用。",
    "consent_words": "写在发给乡镇街道的函的第一段，所同意的事项之前；同意的领导和日期另行登记，不印在函上。",
}


class HeadForm(forms.Form):
    """发文设置."""

    def __init__(self, *args: Any, head: LetterHead | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            self.fields[name] = _field(name)
            if head is not None:
                self.fields[name].initial = getattr(head, name)


def _field(name: str) -> forms.Field:
    model = LetterHead._meta.get_field(name)
    label = str(model.verbose_name)  # type: ignore[union-attr]
    if name == "supervision_route":
        return forms.ChoiceField(label=label, choices=SupervisionRoute.choices)
    if name == "joint_offices":
        return long_text(label, rows=4, required=False, help_text=HELP[name])
    if name.endswith("_workdays"):
        help_text = HELP.get(name, "")
        return _number(label, initial=model.default, help_text=help_text)  # type: ignore[union-attr]
    blank, length = bool(model.blank), model.max_length  # type: ignore[union-attr]
    return forms.CharField(
        label=label,
        required=not blank,
        max_length=length,
        help_text=HELP.get(name, ""),
        error_messages={
            "required": f"请填写{label}。",
            "max_length": f"{label}最多 {length} 字。",
        },
    )


class SeriesForm(forms.Form):
    """One series of the year."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=30)
    last = _number("今年已用到第几号", least=0, most=HIGHEST)
    shared = forms.BooleanField(
        label="号取自纸质登记簿（与其他科室共用），每次手工填写", required=False
    )

    @classmethod
    def of(cls, row: Series, data: Any = None) -> "SeriesForm":
        """Return the form of a series, filled with `data` where it is the one that was sent."""
        initial = {"code": row.code, "last": row.last, "shared": row.shared}
        mine = data if data is not None and data.get("code") == row.code else None
        return cls(mine, initial=initial, auto_id=f"{row.code}-%s")


class StepsForm(forms.Form):
    """The steps of the ladder: fields `on-<id>`, `days-<id>` and, for reminders, `deputy-<id>`."""

    def __init__(self, *args: Any, steps: Iterable[LadderStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = list(steps)
        for step in self.steps:
            self.fields[f"on-{step.pk}"] = forms.BooleanField(
                label=f"启用“{step.name}”",
                required=False,
                initial=step.enabled,
                widget=forms.CheckboxInput(attrs={"class": "chk"}),
            )
            self.fields[f"days-{step.pk}"] = _number(
                f"“{step.name}”的天数",
                most=MAX_DAYS,
                initial=abs(step.offset),
                widget=forms.NumberInput(attrs={"class": "inp inp-days"}),
            )
            if step.action == StepAction.REMIND:
                self.fields[f"deputy-{step.pk}"] = forms.BooleanField(
                    label="同时提醒分管负责人",
                    required=False,
                    initial=step.to_deputy,
                    widget=forms.CheckboxInput(attrs={"class": "chk"}),
                )

    def facts(self) -> dict[int, StepFacts]:
        """Return what was filled in, by step id."""
        filled = self.cleaned_data
        return {
            step.pk: StepFacts(
                enabled=filled[f"on-{step.pk}"],
                days=filled[f"days-{step.pk}"],
                to_deputy=filled.get(f"deputy-{step.pk}", False),
            )
            for step in self.steps
        }

    def rows(self) -> list[tuple[LadderStep, dict[str, forms.BoundField]]]:
        """Return each step with its bound fields `on`, `days`, `deputy`."""
        kinds = ("on", "days", "deputy")
        return [
            (
                step,
                {
                    kind: self[name]
                    for kind in kinds
                    if (name := f"{kind}-{step.pk}") in self.fields
                },
            )
            for step in self.steps
        ]
