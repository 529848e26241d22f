"""Registering proof: one form for each of the ways in."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from indicators.choices import Chain, EvidenceKind
from indicators.services.evidence import Facts
from indicators.uploads.types import ACCEPT, LISTED
from units.access import Seat
from units.forms.fields import DayField
from units.models import Unit

FACTS = tuple(Facts.__dataclass_fields__)


def units_for(seat: Seat) -> QuerySet[Unit]:
    """Return the units this seat may register proof for."""
    rows = Unit.objects.filter(county_id=seat.county_id, active=True)
    return rows if seat.is_office else rows.filter(pk__in=seat.unit_ids)


class FactsForm(forms.Form):
    """What every proof may say of itself."""

    unit = forms.ModelChoiceField(label="所属单位", queryset=Unit.objects.none(), empty_label=None)
    title = forms.CharField(label="材料名称", max_length=200)
    doc_number = forms.CharField(label="文号", max_length=60, required=False)
    formed_on = DayField(label="形成日期", required=False)
    formed_by = forms.CharField(label="形成单位", max_length=100, required=False)
    year = forms.IntegerField(
        label="所属年度", required=False, help_text="材料证明的是哪一年的工作。"
    )
    chain = forms.ChoiceField(label="环节", choices=[("", "不标"), *Chain.choices], required=False)
    sealed = forms.BooleanField(label="已盖章", required=False)
    pages = forms.IntegerField(label="页数", min_value=1, max_value=100_000, required=False)
    page_hint = forms.CharField(
        label="页码指引", max_length=100, required=False, help_text="如：第3—5页。"
    )

    def __init__(self, *args: Any, seat: Seat, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units_for(seat)  # type: ignore[attr-defined]
        if seat.is_office:
            self.fields["unit"].empty_label = "请选择"  # type: ignore[attr-defined]
            self.fields["unit"].widget.attrs["data-picker"] = ""

    def facts(self) -> Facts:
        """Return what was filled in beside title, unit and body."""
        return Facts(**{name: self.cleaned_data[name] for name in FACTS if name in self.fields})


class FileForm(FactsForm):
    """A file or an excerpt."""

    file = forms.FileField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=f"可上传：{LISTED}，每个不超过 100 MB；照片会去除拍摄位置后保存。",
    )
    title = forms.CharField(
        label="材料名称", max_length=200, required=False, help_text="不填则用文件名。"
    )
    excerpt = forms.BooleanField(label="这是摘录件（只摘录可公开的部分）", required=False)
    field_order = ("file", "unit", "title")


class UrlForm(FactsForm):
    """A public address."""

    url = forms.CharField(
        label="公开网址",
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    pages = None  # type: ignore[assignment]  # an address has none
    field_order = ("url", "unit", "title")


class OfflineForm(FactsForm):
    """线下备查: no file."""

    formed_on = DayField(label="形成日期")
    pages = forms.IntegerField(label="页数", min_value=1, max_value=100_000)
    keeper = forms.CharField(
        label="保管人（处）", max_length=100, help_text="如：县司法局办公室 档案柜3。"
    )
    field_order = ("title", "unit", "doc_number", "formed_on", "pages", "keeper")


FORMS: dict[str, type[FactsForm]] = {
    EvidenceKind.FILE: FileForm,
    EvidenceKind.URL: UrlForm,
    EvidenceKind.OFFLINE: OfflineForm,
}


class ReasonForm(forms.Form):
    """Why a proof should be removed."""

    reason = forms.CharField(
        label="移除原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不要在原因里抄写文件中的敏感内容。",
    )


class GrantForm(forms.Form):
    """Who else may read a proof, and why."""

    unit = forms.ModelChoiceField(label="授权单位", queryset=Unit.objects.none())
    reason = forms.CharField(label="授权原因", max_length=60)

    def __init__(self, *args: Any, seat: Seat, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Unit.objects.filter(county_id=seat.county_id, active=True)
        self.fields["unit"].queryset = rows  # type: ignore[attr-defined]
        self.fields["unit"].widget.attrs["data-picker"] = ""
