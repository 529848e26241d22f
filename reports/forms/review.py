"""The verdict on a hand-in."""

from typing import Any

from django import forms

from reports.forms.fields import long_text
from tasks.choices import ReturnReason
from units.forms.fields import DayField


class VerdictForm(forms.Form):
    """Fields of all verdicts; which of them is needed the services say."""

    expected_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9
    )
    reasons = forms.MultipleChoiceField(
        label="原因",
        choices=ReturnReason.choices,
        required=False,
        error_messages={"invalid_choice": "请从列出的原因中选择。"},
    )
    note = long_text("意见", rows=2, required=False)
    redo_by = DayField(label="修改期限", required=False)
    in_place_reason = long_text("代审原因", rows=2, required=False)

    def given(self, verdict: str) -> dict[str, Any]:
        """Return the arguments of the verdict: accept, return or ask_more."""
        data = self.cleaned_data
        wanted = {
            "accept": ("note", "in_place_reason"),
            "return": ("reasons", "note", "redo_by", "in_place_reason"),
            "ask_more": ("reasons", "note", "redo_by"),
        }[verdict]
        found = {name: data[name] for name in wanted} | {
            "expected_version": data["expected_version"]
        }
        if "reasons" in found and not found["reasons"] and data["note"].strip():
            # Words alone say it: that is 其他.
            found["reasons"] = [ReturnReason.OTHER]
        return found
