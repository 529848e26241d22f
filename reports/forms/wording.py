"""The words of one kind of document."""

from collections.abc import Mapping
from typing import Any

from django import forms

from reports.choices import LetterKind
from reports.forms.fields import long_text
from reports.letters.filling import LONGEST_TITLE
from reports.letters.wording import LABELS, needed

ONE_LINE = ("title", "closing")
ROWS = {"opening": 4, "demands": 5}
LIMITS = {"demands": 3000}
NUMBERED = "一行一项；与反馈方式合计多于一项时，自动加“一、二、”。"
HELP = {
    "demands": NUMBERED,
    "feedback": "怎样报送、向谁反馈，接着办理要求编序号。",
    "demands_late": "有逾期事项的月份才写。每一行自动加“（一）（二）”，第一句作小标题。",
    "demands_soon": "有临期事项的月份才写。",
}
HELP_OF_NOTICE = {"demands": "每个月都写，接在上面的要求之后。"}


class WordingForm(forms.Form):
    """A field for each text of the kind; `seen` is the last version there was when it was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**18)

    def __init__(self, data: Any, *, kind: str, texts: Mapping[str, str], seen: int) -> None:
        super().__init__(data, initial={**texts, "seen": seen})
        self.keys = list(texts)
        for key in self.keys:
            field = self.fields[key] = _field(kind, key)
            field.widget.attrs["data-insert-into"] = ""

    def words(self) -> dict[str, str]:
        """Return the texts as they stand on the page, whether they may be saved or not."""
        values = {key: f"{self[key].value() or ''}" for key in self.keys}
        return {key: text.replace("\r\n", "\n").strip() for key, text in values.items()}


def _field(kind: str, key: str) -> forms.Field:
    label, required = LABELS[key], needed(kind, key)
    if key in ONE_LINE:
        messages = {
            "required": f"请填写{label}。",
            "max_length": f"{label}最多 {LONGEST_TITLE} 字。",
        }
        return forms.CharField(
            label=label, required=required, max_length=LONGEST_TITLE, error_messages=messages
        )
    helps = {**HELP, **(HELP_OF_NOTICE if kind == LetterKind.NOTICE else {})}
    return long_text(
        label,
        rows=ROWS.get(key, 3),
        required=required,
        limit=LIMITS.get(key, 2000),
        help_text=helps.get(key, ""),
    )
