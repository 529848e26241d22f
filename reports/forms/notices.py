"""What people fill in about a 通报."""

from datetime import date
from typing import Any

from django import forms

from reports.forms.fields import long_text
from reports.forms.letters import ConsentFields
from reports.letters.narrative import PASSAGES
from reports.letters.notice_annexes import ANNEXES
from reports.models import Notice
from reports.services.notices.composing import chosen_annexes

PERIOD_WRONG = "月份不对，请从列表中选择月份。"


class PeriodForm(forms.Form):
    """The month meant: 2026-11."""

    period = forms.RegexField(
        r"^20\d\d-(0[1-9]|1[0-2])$",
        widget=forms.HiddenInput,
        error_messages={"required": PERIOD_WRONG, "invalid": PERIOD_WRONG},
    )

    def clean_period(self) -> date:
        """Return the first day of the month."""
        return date.fromisoformat(f"{self.cleaned_data['period']}-01")


class SkipForm(PeriodForm):
    """本月不通报 with its reason."""

    reason = long_text("原因", rows=3, limit=200)


class WordsForm(ConsentFields):
    """The words of a 通报; figures and the table of named units are the machine's."""

    title = forms.CharField(
        label="标题",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请填写标题。", "max_length": "标题最多 200 字。"},
    )
    opening = long_text("依据和范围", rows=4)
    overall = long_text("一、总体情况", rows=6, limit=4000, help_text="一行一段。")
    progress = long_text(
        "二、进展和滞后情况", rows=3, limit=4000, help_text="点名的事项和表格由系统接在后面。"
    )
    demands = long_text(
        "三、下步要求",
        rows=7,
        limit=4000,
        help_text="一行一项，自动加“（一）（二）”，每项第一句作小标题。",
    )
    annexes = forms.MultipleChoiceField(
        label="附件",
        required=False,
        choices=[(name, kind.title) for name, kind in ANNEXES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="没有内容的附件不附；附逾期事项清单的，正文中不再列表。",
        error_messages={"invalid_choice": "没有这种附件，请重新选择。"},
    )
    towns = forms.BooleanField(label="同时发至各乡镇、街道（须有同意依据）", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consent_by"].help_text = ""

    def texts(self) -> list[forms.BoundField]:
        """Return the fields of the title and of each part."""
        return [self[name] for name in ("title", *PASSAGES)]

    @classmethod
    def of(cls, notice: Notice) -> "WordsForm":
        """Return the form filled with the 通报 as it stands."""
        letter = notice.letter
        words = {name: notice.narrative.get(name, "") for name in (*PASSAGES, "towns")}
        facts = {name: getattr(letter, name) for name in ("title", "consent_by", "consent_on")}
        shown = {**words, **facts, "annexes": chosen_annexes(notice), "version": letter.version}
        return cls(initial=shown)


class UnnamedForm(forms.Form):
    """Why a unit is left unnamed; empty takes it in again."""

    reason = forms.CharField(
        label="不点名的原因",
        max_length=200,
        required=False,
        error_messages={"max_length": "原因最多 200 字。"},
    )


class AnswerForm(forms.Form):
    """A unit's answer to 通报前核对."""

    answer = forms.ChoiceField(
        label="核对结果",
        choices=[("agree", "核对无误"), ("object", "事实有异议")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选择核对结果。",
            "invalid_choice": "请选择核对结果。",
        },
    )
    words = long_text(
        "异议内容",
        rows=4,
        required=False,
        help_text="有异议时填写：哪一项与事实不符，实际情况是什么。",
    )


class SettleForm(forms.Form):
    """The office's decision on an objection."""

    upheld = forms.ChoiceField(
        label="处理",
        choices=[("yes", "异议成立，不点名"), ("no", "不采纳，照实通报")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择如何处理。", "invalid_choice": "请选择如何处理。"},
    )
    note = long_text("处理情况", rows=2, limit=1000, help_text="单位能看到。")
