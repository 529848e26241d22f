"""The form of a 自评说明."""

from typing import Any

from django import forms

from indicators.models import IndicatorStatement
from indicators.services.statements import MOST


class StatementForm(forms.Form):
    """自评说明 and the version that was on the page."""

    text = forms.CharField(
        label="自评说明",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="写做了什么、依据和成效，文件和数据在佐证材料中注明。本系统为非涉密系统。",
        error_messages={
            "required": "请填写自评说明。",
            "max_length": f"自评说明最多 {MOST} 字。",
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=10**6)

    def __init__(
        self, *args: Any, written: IndicatorStatement | None = None, **kwargs: Any
    ) -> None:
        if written is not None:
            kwargs["initial"] = {"text": written.text, "version": written.version}
        super().__init__(*args, **kwargs)
