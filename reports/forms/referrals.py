"""What 督查室 fills in about a matter referred to it."""

from django import forms

from reports.forms.fields import long_text
from reports.models import Referral
from units.forms.fields import DayField


class ReferralForm(forms.Form):
    """Number, result and day."""

    number = forms.CharField(
        label="督查室编号",
        max_length=60,
        error_messages={
            "required": "请填写督查室编号。",
            "max_length": "督查室编号最多 60 字。",
        },
    )
    result = long_text("办理结果", rows=4, required=False, help_text="办结后填写。")
    result_on = DayField(label="办结日期", required=False)

    @classmethod
    def of(cls, row: Referral | None) -> "ReferralForm":
        """Return the form filled with what was entered."""
        names = ("number", "result", "result_on")
        return cls(initial={name: getattr(row, name) for name in names} if row else None)
