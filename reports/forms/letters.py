"""What people fill in about a document."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from reports.correspondence import needs_consent
from reports.forms.fields import long_text
from reports.models import Letter
from reports.services.ladder.limits import limit_as_of
from reports.services.letters.drafting import Consent
from reports.services.letters.numbering import HIGHEST
from reports.services.letters.past_dates import PastDates
from tasks.models import Task
from units.forms.fields import DayField

LIMITED = ("prompt", "supervision")
KEEP = "按印发当天交办"


def _line(label: str, limit: int, **options: Any) -> forms.CharField:
    """Return a field of one line with its Chinese sentences."""
    messages = {"required": f"请填写{label}。", "max_length": f"{label}最多 {limit} 字。"}
    return forms.CharField(label=label, max_length=limit, error_messages=messages, **options)


def _number(label: str, **options: Any) -> forms.IntegerField:
    limits = (
        MinValueValidator(1, "号从 1 开始。"),
        MaxValueValidator(HIGHEST, f"号不超过 {HIGHEST}。"),
    )
    messages = {"invalid": "请填写数字。", "required": f"请填写{label}。"}
    return forms.IntegerField(label=label, validators=limits, error_messages=messages, **options)


class ConsentFields(forms.Form):
    """同意依据: which leader agreed, and when; both or neither."""

    consent_by = _line(
        "同意的领导", 100, required=False, help_text="给乡镇街道发函的依据，登记备查，不印在文中。"
    )
    consent_on = DayField(label="同意日期", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse one without the other."""
        data = super().clean() or {}
        if self.errors or "consent_by" not in self.fields:
            return data
        if bool(data.get("consent_by")) != bool(data.get("consent_on")):
            missing = "consent_on" if data.get("consent_by") else "consent_by"
            self.add_error(missing, "同意的领导和日期须一并填写。")
        return data

    def without_consent(self) -> None:
        """Do not ask where no town is written to."""
        del self.fields["consent_by"], self.fields["consent_on"]

    def consent(self) -> Consent | None:
        """Return what was filled in."""
        by, on = self.cleaned_data.get("consent_by"), self.cleaned_data.get("consent_on")
        return Consent(by, on) if by and on else None


class HandoverForm(ConsentFields):
    """What 交办 asks besides the tasks: the consent for towns, a word on each date passed."""

    def __init__(
        self, *args: Any, towns: bool, past: Iterable[Task], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if towns:
            self.fields["consent_by"].required = self.fields["consent_on"].required = True
        else:
            self.without_consent()
        self.past, self.today = list(past), today
        for task in self.past:
            self.fields[f"due_{task.pk}"] = DayField(
                label=f"任务{task.number}新的时限", required=False
            )
            self.fields[f"keep_{task.pk}"] = forms.BooleanField(label=KEEP, required=False)

    def clean(self) -> dict[str, Any]:
        """Each date passed gets a new one, or is confirmed."""
        data = super().clean()
        for task in self.past:
            name = f"due_{task.pk}"
            if name in self.errors:
                continue
            if data.get(name) and data[name] < self.today:
                self.add_error(name, "请填写今天或以后的日期。")
            elif not data.get(name) and not data.get(f"keep_{task.pk}"):
                self.add_error(name, f"请改定时限，或勾选“{KEEP}”。")
        return data

    def asked(self) -> list[dict[str, Any]]:
        """Return the tasks whose date has passed with their two fields."""
        return [
            {"task": task, "due": self[f"due_{task.pk}"], "keep": self[f"keep_{task.pk}"]}
            for task in self.past
        ]

    def dates(self) -> PastDates:
        """Return what was said of the dates; a new date goes before a tick."""
        data = self.cleaned_data
        moved = {t.pk: data[f"due_{t.pk}"] for t in self.past if data.get(f"due_{t.pk}")}
        kept = frozenset(task.pk for task in self.past if task.pk not in moved)
        return PastDates(moved, kept)


class EditForm(ConsentFields):
    """The words of a letter."""

    title = _line("标题", 200)
    opening = long_text("开头", rows=4)
    demands = long_text(
        "办理要求",
        rows=5,
        limit=3000,
        required=False,
        help_text="一行一项，多于一项时自动加“一、二、”。",
    )
    closing = _line("结尾", 200, required=False)
    answer_by = DayField(label="限期", required=False, help_text="替换文中的【限期】。")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        super().__init__(*args, **options)
        if letter.unit is None or not needs_consent(letter.kind, letter.unit.relation):
            self.without_consent()
        if letter.kind not in LIMITED:
            del self.fields["answer_by"]
        words = ["title", "opening", "demands", "closing", "answer_by"]
        self.order_fields([*words, "consent_by", "consent_on"])

    @classmethod
    def of(cls, letter: Letter, *, today: date) -> "EditForm":
        """Return the form filled with the letter as it stands, its limit as it is today."""
        words = {key: letter.draft.get(key, "") for key in ("opening", "demands", "closing")}
        facts = {
            key: getattr(letter, key) for key in ("title", "consent_by", "consent_on", "version")
        }
        limit = {"answer_by": limit_as_of(letter, today=today)}
        return cls(initial={**words, **facts, **limit}, letter=letter)


class OfflineForm(forms.Form):
    """登记线下签发."""

    signer_name = _line("签发人", 50)
    signed_on = DayField(label="签发日期")
    scan = forms.FileField(
        label="签发件扫描件",
        help_text="签过字的发文稿纸，PDF 或照片。",
        error_messages={
            "required": "请上传签发件扫描件。",
            "empty": "这个文件是空的，请重新选择。",
        },
    )


class IssueForm(forms.Form):
    """编号印发: the number of a shared series."""

    number = _number("登记簿上的号")
    gap_confirmed = forms.BooleanField(label="允许空号（已与登记簿核对）", required=False)

    def __init__(self, *args: Any, shared: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not shared:
            del self.fields["number"], self.fields["gap_confirmed"]


class ReasonForm(forms.Form):
    """A reason, for 退稿 and 不再发出."""

    reason = long_text("原因", rows=2, limit=300)


class RevokeForm(forms.Form):
    """撤销 by another document issued since."""

    by = forms.ModelChoiceField(
        label="依据哪份文书撤销",
        queryset=Letter.objects.none(),
        empty_label="请选择",
        widget=forms.Select(attrs={"data-picker": ""}),
        help_text="撤销须另发一份文书给原收文单位说明；两份都留在登记簿中。已交办的分工不随文书撤销，需要时另行取消。",
        error_messages={"required": "请选择文书。", "invalid_choice": "请从列出的文书中选择。"},
    )

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Letter.objects.able_to_revoke(letter)
        self.fields["by"].queryset = others  # type: ignore[attr-defined]


class VoidForm(forms.Form):
    """作废 of a number."""

    code = forms.ChoiceField(
        label="代字",
        error_messages={"required": "请选择代字。", "invalid_choice": "请从列出的代字中选择。"},
    )
    typed = _number("号", required=False, help_text="由系统连续编号的代字不填，取下一个号。")
    note = _line("作废原因", 100)

    def __init__(self, *args: Any, codes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
