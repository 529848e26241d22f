"""What is set of a campaign, and the upload of an indicator table."""

from typing import Any

from django import forms

from indicators.choices import CampaignKind, CampaignLevel, Stage
from indicators.models import Campaign, IndicatorSystem
from indicators.services.campaigns import CampaignFacts
from units.access import Seat
from units.forms.fields import DayField


class CampaignForm(forms.Form):
    """创建批次."""

    name = forms.CharField(label="批次名称", max_length=100, help_text="如：2026—2027年省级创建。")
    system = forms.ModelChoiceField(label="指标体系", queryset=IndicatorSystem.objects.none())
    level = forms.ChoiceField(label="层级", choices=CampaignLevel.choices)
    kind = forms.ChoiceField(label="类型", choices=CampaignKind.choices)
    stage = forms.ChoiceField(label="阶段", choices=Stage.choices)
    starts_on = DayField(label="开始日期")
    ends_on = DayField(label="结束日期")
    active = forms.BooleanField(label="进行中", required=False, initial=True)

    def __init__(self, *args: Any, seat: Seat, campaign: Campaign | None = None, **more: Any):
        if campaign is not None:
            names = ("name", "system", "level", "kind", "stage", "starts_on", "ends_on", "active")
            more["initial"] = {name: getattr(campaign, name) for name in names}
        super().__init__(*args, **more)
        rows = IndicatorSystem.objects.filter(county_id=seat.county_id)
        self.fields["system"].queryset = rows  # type: ignore[attr-defined]

    def facts(self) -> CampaignFacts:
        """Return what was filled in."""
        return CampaignFacts(**self.cleaned_data)


class TableForm(forms.Form):
    """An indicator table to look at before it is taken in."""

    edition = forms.CharField(
        label="版本名称", max_length=100, help_text="如：全国法治政府建设示范指标体系（2021年版）。"
    )
    file = forms.FileField(
        label="指标体系表",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text="上传 .xlsx，不超过 20 MB；先核对，确认前不写入任何数据。",
    )
