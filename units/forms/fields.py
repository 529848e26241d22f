"""Fields several forms use."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from units.ids import id_of

WORDS_HELP = "每行一个"
NO_SUCH_DAY = "日历上没有“{}”这一天，请核对。"
BAD_DAY = "日期格式不对，请按“2026-11-30”的样子填写。"
# As static/js/dates.js reads them.
DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
DAY_SHAPE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|\d{8}")


class DayField(forms.DateField):
    """A day, picked or typed: 2026-11-30, 2026/11/30, 2026.11.30, 20261130, 2026年11月30日."""

    def __init__(self, **options: object) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("error_messages", {"invalid": BAD_DAY, "required": "请填写日期。"})
        options.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**options)  # type: ignore[arg-type]

    def to_python(self, value: Any) -> date | None:
        """Return the day; raises ValidationError, which tells a slip of the pen from no date."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            typed = str(value).strip()
            if DAY_SHAPE.fullmatch(typed):
                raise forms.ValidationError(NO_SUCH_DAY.format(typed), code="invalid") from None
            raise


class WordsField(forms.CharField):
    """Words, one a line."""

    def __init__(self, *, max_each: int = 100, **options: object) -> None:
        self.max_each = max_each
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        options.setdefault("help_text", WORDS_HELP)
        super().__init__(**options)  # type: ignore[arg-type]

    def prepare_value(self, value: object) -> object:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: object) -> list[str]:
        """Return the words, without blanks and repeats; raises ValidationError for a long one."""
        text: str = super().clean(value)
        words = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        long = next((word for word in words if len(word) > self.max_each), None)
        if long:
            raise forms.ValidationError(f"“{long[:20]}…”超过 {self.max_each} 字，请缩短。")
        return words


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows by their keys; what is no key is a wrong choice, also one beyond 64 bits."""

    def clean(self, value: Iterable[str] | None) -> QuerySet[Model]:
        """Return the rows; Django hands keys of any length to the database, and SQLite fails."""
        for key in value or []:
            if id_of(key) is None:
                words = self.error_messages["invalid_choice"]
                raise forms.ValidationError(
                    words, code="invalid_choice", params={"value": key[:20]}
                )
        return super().clean(value)
