"""Holidays, the county's settings and its first set-up."""

from django import forms

from units.forms.fields import DayField
from units.forms.people import ACCOUNT


class HolidayForm(forms.Form):
    """One day that differs from Monday–Friday, or no longer does."""

    day = DayField(label="日期")
    is_workday = forms.TypedChoiceField(
        label="这一天",
        choices=[("0", "放假"), ("1", "上班")],
        coerce=lambda value: value == "1",
    )
    name = forms.CharField(label="名称", max_length=50, required=False)


class YearForm(forms.Form):
    """A year whose list is complete."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    source = forms.CharField(label="依据", max_length=100, help_text="如：国办发明电〔2025〕×号")


class CountyForm(forms.Form):
    """When messages may leave the house."""

    mail_from_hour = forms.IntegerField(label="最早发送（时）", min_value=0, max_value=23)
    mail_until_hour = forms.IntegerField(
        label="最晚发送（时）",
        min_value=1,
        max_value=24,
        help_text="只在工作日的这段时间发送每日摘要；特急和账号消息不受限制。",
    )


class SetUpForm(forms.Form):
    """The first county, its office and the first person there."""

    code = forms.RegexField(
        r"^[0-9]{6}$",
        label="县（市、区）代码",
        help_text="6 位行政区划代码，如 999999",
        error_messages={"invalid": "请填写 6 位数字的行政区划代码。"},
    )
    name = forms.RegexField(
        r"^[一-鿿·]{2,40}$",
        label="县（市、区）名称",
        max_length=40,
        help_text="如：示例县",
        error_messages={"invalid": "请填写 2 至 40 个汉字的名称。"},
    )
    office_name = forms.CharField(
        label="依法治县办全称", max_length=100, help_text="如：中共示例县委全面依法治县委员会办公室"
    )
    office_short = forms.CharField(label="依法治县办简称", max_length=50, initial="县委依法治县办")
    username = forms.CharField(label="负责人账号", max_length=30, validators=[ACCOUNT])
    person_name = forms.CharField(label="负责人姓名", max_length=50)
    phone = forms.CharField(label="电话", max_length=30, required=False)
    email = forms.EmailField(label="邮箱", required=False)
