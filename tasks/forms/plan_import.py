"""Input of the import pages."""

from typing import Any

from django import forms

from tasks.services.plan_import.reading import PASTED
from tasks.services.plan_import.rows import Row
from units.choices import Relation
from units.forms.fields import DayField
from units.ids import id_of

SEPARATORS = "、,，;；\n"


class StartForm(forms.Form):
    """A file, or pasted text, and the plan's year."""

    year = forms.IntegerField(label="计划年度", min_value=2015, max_value=2100)
    file = forms.FileField(
        label="文件",
        required=False,
        help_text="txt、docx、xlsx 或文字版 PDF，不超过 20 MB、20 万字。",
    )
    text = forms.CharField(
        label="或粘贴文字", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one source."""
        data = super().clean() or {}
        if not data.get("file") and not (data.get("text") or "").strip():
            self.add_error("file", "请选择文件，或粘贴工作要点的文字。")
        file = data.get("file")
        if file and file.size > 20 * 1024 * 1024:
            self.add_error("file", "文件超过 20 MB，请只上传工作要点部分。")
        return data

    def source(self) -> tuple[str, bytes | str]:
        """Return name and bytes of the file given, or the text that was pasted."""
        file = self.cleaned_data.get("file")
        if file:
            return file.name, file.read()
        return PASTED, self.cleaned_data["text"]


class WordsField(forms.CharField):
    """Names of units parted by 、."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Return the names."""
        text = super().to_python(value) or ""
        for mark in SEPARATORS:
            text = text.replace(mark, "、")
        return [word.strip() for word in text.split("、") if word.strip()]


class RowForm(forms.Form):
    """One task of the import."""

    number = forms.CharField(label="编号", required=False, max_length=20)
    title = forms.CharField(label="任务", max_length=500)
    requirement = forms.CharField(
        label="工作要求", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    lead = WordsField(label="牵头单位", required=False, help_text="多个单位用顿号分开。")
    co = WordsField(label="责任、配合单位", required=False)
    due_on = DayField(label="办理时限", required=False)
    long_term = forms.BooleanField(label="长期", required=False)

    @classmethod
    def of(cls, row: Row, data: Any = None) -> "RowForm":
        """Return the form of a row, filled from it unless `data` was sent."""
        initial = {
            "number": row["number"],
            "title": row["title"],
            "requirement": row["requirement"],
            "due_on": row["due_on"],
            "long_term": row["long_term"],
            "lead": "、".join(row["lead"]),
            "co": "、".join(row["co"]),
        }
        return cls(data, initial=initial, prefix=f"r{row['key']}")


class SeenForm(forms.Form):
    """Which version of the import the page showed."""

    version = forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)


class FactsForm(forms.Form):
    """What the document is cited as."""

    title = forms.CharField(
        label="文件名称", max_length=200, help_text="函件、通报里写作《……》，请与印发的文件一致。"
    )
    doc_number = forms.CharField(label="文号", required=False, max_length=60)
    year = forms.IntegerField(label="计划年度", min_value=2015, max_value=2100)


class DatesForm(forms.Form):
    """One date for every task without date."""

    due_on = DayField(label="统一时限", required=False)
    long_term = forms.BooleanField(label="标为长期", required=False)


class WordForm(forms.Form):
    """What a name means: `unit:3`, `group:2`, `new` with a relation, or `ignore`."""

    word = forms.CharField(max_length=200, strip=False, widget=forms.HiddenInput)
    target = forms.RegexField(
        r"^(unit:\d+|group:\d+|new|ignore)$",
        error_messages={
            "invalid": "请选择这个名称指哪个单位。",
            "required": "请选择这个名称指哪个单位。",
        },
    )
    relation = forms.ChoiceField(
        label="单位关系", required=False, choices=[("", "单位关系"), *Relation.choices]
    )
    lead_mode = forms.CharField(required=False)
    co_mode = forms.CharField(required=False)

    def decision(self) -> dict[str, Any]:
        """Return the keywords of `editing.decide_word`."""
        kind, _, pk = self.cleaned_data["target"].partition(":")
        co_mode = self.cleaned_data["co_mode"]
        return {
            "target": kind,
            "target_id": id_of(pk),
            "relation": self.cleaned_data["relation"],
            "modes": {
                "lead": self.cleaned_data["lead_mode"],
                "responsible": co_mode,
                "support": co_mode,
            },
        }
