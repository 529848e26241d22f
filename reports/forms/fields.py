"""Fields that several forms share: several files, long texts, the units of a county."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from units.models import Unit


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to a list of uploads, empty when none was chosen."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", SeveralFiles())
        options.setdefault("required", False)
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[Any]"]:
        """Return the uploads; whether they may be taken is for the services to say."""
        given = data if isinstance(data, list | tuple) else [data]
        return [upload for upload in given if isinstance(upload, UploadedFile)]


def long_text(
    label: str, *, rows: int = 3, required: bool = True, limit: int = 2000, help_text: str = ""
) -> forms.CharField:
    """Return a field of several lines with its Chinese sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}最多 {limit} 字。"},
    )


def needed_when(field: forms.Field, words: str) -> forms.Field:
    """Return the optional field with the words beside its label that say when it is needed."""
    field.when_needed = words  # type: ignore[attr-defined]
    return field


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An active unit of a county."""

    def __init__(self, county_id: int, *, label: str = "单位", **options: Any) -> None:
        super().__init__(
            queryset=Unit.objects.filter(county_id=county_id, active=True),
            label=label,
            empty_label="请选择",
            widget=forms.Select(attrs={"data-picker": ""}),
            error_messages={
                "required": "请选择单位。",
                "invalid_choice": "没有这个单位，请重新选择。",
            },
            **options,
        )

    def label_from_instance(self, obj: Any) -> str:
        """Units go by their short names."""
        return str(obj.short)
