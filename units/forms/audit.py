"""What the audit trail is narrowed by."""

from typing import Any

from django import forms

from units.audit_words import WORDS
from units.choices import AuditResult
from units.forms.fields import DayField


class AuditFilter(forms.Form):
    """Days (both included), account, act, result, address."""

    start = DayField(label="起", required=False)
    end = DayField(label="止", required=False)
    username = forms.CharField(label="账号", max_length=50, required=False)
    action = forms.ChoiceField(label="动作", required=False)
    result = forms.ChoiceField(
        label="结果", required=False, choices=[("", "全部"), *AuditResult.choices]
    )
    address = forms.CharField(label="来源地址", max_length=45, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", "全部"), *WORDS.items()]  # type: ignore[attr-defined]
