"""What people fill in about a 专报 or 年度报告: which span, and the words of its sections."""

from collections.abc import Sequence
from typing import Any

from django import forms

from reports.forms.fields import long_text
from reports.letters.sections import keys_of, label_of
from reports.models import Letter

ROWS = {"overall": 4, "late": 5, "matters": 4, "next": 4, "opening": 2, "done": 12, "closing": 1}
HELP = {
    "matters": "一行一项，最多三项。",
    "done": "一行一段，每段第一句作小标题。",
    "lacking": "一行一段，每段第一句作小标题。",
    "plan": "一行一段，每段第一句作小标题。",
}
LONGEST = 6000


class CompileForm(forms.Form):
    """Which document, of which span."""

    what = forms.ChoiceField(
        label="编制",
        error_messages={
            "required": "请选择要编制的期间。",
            "invalid_choice": "请从列出的期间中选择。",
        },
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["what"].choices = list(offered)  # type: ignore[attr-defined]


class SectionsForm(forms.Form):
    """The title and the sections."""

    title = forms.CharField(
        label="标题",
        max_length=200,
        error_messages={"required": "请填写标题。", "max_length": "标题最多 200 字。"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = keys_of(letter.kind)
        span = letter.draft.get("span", "")
        for key in self.keys:
            self.fields[key] = long_text(
                label_of(key, span),
                rows=ROWS.get(key, 5),
                limit=LONGEST,
                help_text=HELP.get(key, ""),
            )

    @classmethod
    def of(cls, letter: Letter) -> "SectionsForm":
        """Return the form filled with the document as it stands."""
        words = {key: letter.draft.get(key, "") for key in keys_of(letter.kind)}
        return cls(
            initial={**words, "title": letter.title, "version": letter.version}, letter=letter
        )

    def texts(self) -> dict[str, str]:
        """Return the words of the sections."""
        return {key: self.cleaned_data[key] for key in self.keys}
