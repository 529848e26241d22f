"""What people fill in about a document."""

from typing import Any

from django import forms

from reports.models import Letter
from reports.services.letters.drafting import Consent
from units.forms.fields import DayField

AREA = forms.Textarea(attrs={"rows": 4})


class ConsentFields(forms.Form):
    """同意依据: which leader agreed, and when; both or neither."""

    consent_by = forms.CharField(
        label="同意依据（领导）", max_length=100, required=False, help_text="登记备查，不印在文中。"
    )
    consent_on = DayField(label="同意日期", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse one without the other."""
        data = super().clean() or {}
        if bool(data.get("consent_by")) != bool(data.get("consent_on")):
            missing = "consent_on" if data.get("consent_by") else "consent_by"
            self.add_error(missing, "同意的领导和日期须一并填写。")
        return data

    def consent(self) -> Consent | None:
        """Return what was filled in."""
        by, on = self.cleaned_data.get("consent_by"), self.cleaned_data.get("consent_on")
        return Consent(by, on) if by and on else None


class HandoverForm(ConsentFields):
    """What 交办 asks besides the tasks."""

    past_dates_confirmed = forms.BooleanField(
        label="时限已过的，确认按印发当天为时限交办", required=False
    )

    def __init__(self, *args: Any, towns: bool = True, past: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not towns:
            del self.fields["consent_by"], self.fields["consent_on"]
        if not past:
            del self.fields["past_dates_confirmed"]


class EditForm(ConsentFields):
    """The words of a letter."""

    title = forms.CharField(label="标题", max_length=200)
    opening = forms.CharField(label="开头", max_length=2000, widget=AREA)
    demands = forms.CharField(
        label="办理要求",
        max_length=3000,
        required=False,
        widget=AREA,
        help_text="一行一项，多于一项时自动加“一、二、”。",
    )
    closing = forms.CharField(label="结尾", max_length=200, required=False)
    answer_by = DayField(label="限期", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, letter: Letter) -> "EditForm":
        """Return the form filled with the letter as it stands."""
        words = {key: letter.draft.get(key, "") for key in ("opening", "demands", "closing")}
        facts = {
            key: getattr(letter, key)
            for key in ("title", "answer_by", "consent_by", "consent_on", "version")
        }
        return cls(initial={**words, **facts})


class OfflineForm(forms.Form):
    """登记线下签发."""

    signer_name = forms.CharField(label="签发人", max_length=50)
    signed_on = DayField(label="签发日期")
    scan = forms.FileField(label="签发件扫描件", help_text="签过字的发文稿纸，PDF 或照片。")


class IssueForm(forms.Form):
    """编号印发 in a series whose numbers come from a paper register."""

    number = forms.IntegerField(label="登记簿上的号")
    gap_confirmed = forms.BooleanField(label="允许空号（已与登记簿核对）", required=False)


class ReasonForm(forms.Form):
    """A reason, for 退稿 and 不再发出."""

    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class RevokeForm(forms.Form):
    """撤销 by another issued document."""

    by = forms.ModelChoiceField(label="依据哪份文书撤销", queryset=Letter.objects.none())

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Letter.objects.issued().filter(county_id=letter.county_id, state="issued")
        self.fields["by"].queryset = others.exclude(pk=letter.pk)  # type: ignore[attr-defined]


class VoidForm(forms.Form):
    """作废 of a number."""

    code = forms.ChoiceField(label="代字")
    typed = forms.IntegerField(
        label="号", required=False, help_text="由系统连续编号的代字不填，取下一个号。"
    )
    note = forms.CharField(label="作废原因", max_length=100)

    def __init__(self, *args: Any, codes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
