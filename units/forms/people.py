"""Accounts and seats."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from units.choices import Role
from units.forms.fields import DayField, RowsField
from units.models import County, Unit

ACCOUNT = RegexValidator(
    r"^[a-z][a-z0-9_.-]{2,29}$", "账号用小写字母开头，3 至 30 位字母、数字或 _ . -"
)


class PersonForm(forms.Form):
    """Name and ways to reach a person."""

    name = forms.CharField(label="姓名", max_length=50)
    phone = forms.CharField(label="电话", max_length=30, required=False)
    email = forms.EmailField(
        label="邮箱", required=False, help_text="消息摘要发到这里；没有邮箱的人只在系统内收到提示。"
    )


class NewPersonForm(PersonForm):
    """The same with an account name, chosen once."""

    username = forms.CharField(label="账号", max_length=30, validators=[ACCOUNT])
    field_order = ("username", "name", "phone", "email")


class SeatForm(forms.Form):
    """One seat: what, where, from when."""

    county = forms.ModelChoiceField(County.objects.all(), label="县（市、区）", empty_label=None)
    role = forms.ChoiceField(label="角色", choices=Role.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="单位", required=False, help_text="县领导、评审专家可不选。"
    )
    duty = forms.CharField(label="职务", max_length=50, required=False)
    since = DayField(label="开始日期")
    oversees = RowsField(
        Unit.objects.none(), label="分管单位", required=False, help_text="只对县领导有用。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.active().select_related("county")
        for name in ("unit", "oversees"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]
        if County.objects.count() > 1:
            label = self.fields["unit"]
            label.label_from_instance = _with_county  # type: ignore[attr-defined]


def _with_county(unit: Unit) -> str:
    return f"{unit.county.name} {unit.short}"


class PeopleFilter(forms.Form):
    """What the list of people is narrowed by."""

    q = forms.CharField(label="姓名或账号", max_length=50, required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.all(), label="单位", required=False, empty_label="全部"
    )
    left = forms.BooleanField(label="含已停用", required=False)
