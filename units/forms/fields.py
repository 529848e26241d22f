"""Fields several forms use."""

from django import forms

WORDS_HELP = "每行一个"
BAD_DAY = "日期格式不对，请按“2026-11-30”的样子填写。"
# As static/js/dates.js reads them.
DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]


class DayField(forms.DateField):
    """A day, picked or typed: 2026-11-30, 2026/11/30, 2026.11.30, 20261130, 2026年11月30日."""

    def __init__(self, **options: object) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("error_messages", {"invalid": BAD_DAY, "required": "请填写日期。"})
        options.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**options)  # type: ignore[arg-type]


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
