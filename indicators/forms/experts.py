"""What an expert reads: branches or single indicators, and the days."""

from typing import Any

from django import forms

from indicators.models import Campaign, Indicator
from units.forms.fields import DayField


class ScopeForm(forms.Form):
    """Third-level indicators, told branch by branch, from a day until a day."""

    since = DayField(label="开始日期")
    until = DayField(label="结束日期")

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(Indicator.objects.filter(system_id=campaign.system_id).order_by("position"))
        self.fields["indicators"] = forms.TypedMultipleChoiceField(
            label="评审的三级指标",
            choices=_branches(rows),
            coerce=int,
            required=False,
            widget=forms.SelectMultiple(attrs={"data-picker": "", "size": "16"}),
            help_text="可选多项；输入编号或名称查找。一项也不选即收回全部范围。",
            error_messages={"invalid_choice": "没有这项指标，请重新选择。"},
        )
        self.fields["branches"] = forms.TypedMultipleChoiceField(
            label="整章加入",
            choices=[(row.pk, str(row)) for row in rows if row.level == 1],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="勾选后，该章的三级指标全部加入。",
            error_messages={"invalid_choice": "没有这一章，请重新选择。"},
        )
        self.rows = rows
        self.order_fields(["branches", "indicators", "since", "until"])

    def indicator_ids(self) -> set[int]:
        """Return the ids chosen, those of whole branches with them."""
        chosen = set(self.cleaned_data["indicators"])
        inside = set(self.cleaned_data["branches"])
        for row in self.rows:  # parents stand before their children
            if row.parent_id in inside:
                inside.add(row.pk)
        return chosen | {row.pk for row in self.rows if row.level == 3 and row.pk in inside}


def _branches(rows: list[Indicator]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the leaves under the title of their first level, as option groups."""
    groups: list[tuple[str, list[tuple[int, str]]]] = []
    for row in rows:
        if row.level == 1:
            groups.append((str(row), []))
        elif row.level == 3 and groups:
            groups[-1][1].append((row.pk, str(row)))
    return groups
