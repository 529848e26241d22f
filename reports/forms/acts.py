"""The form of an action on a part, made from its row of the transition table."""

from typing import Any

from django import forms

from reports.forms.fields import FilesField, UnitField, long_text, needed_when
from tasks.choices import ReturnReason
from tasks.models import Assignment
from tasks.transitions import Transition
from units.access import Seat
from units.forms.fields import DayField

REASONS = {
    "object": "为什么不宜由本单位承办",
    "keep": "维持原分工的理由",
    "reassign": "调整承办单位的理由",
    "suspend": "暂缓办理的原因",
    "resume": "恢复办理的原因",
    "cancel": "取消交办的原因",
    "release": "说明",
    "reopen": "重新办理的原因",
}


class ActForm(forms.Form):
    """Fields named as the arguments of the action; `expected_version` is what the page showed."""

    expected_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9
    )

    def __init__(
        self, *args: Any, row: Transition, part: Assignment, seat: Seat, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expected_version"].initial = part.version
        for name in (*row.needs, *row.options):
            field = _field(name, row, part, seat)
            if field is not None:
                self.fields[name] = field
        if row.action == "submit" and seat.is_office:
            self.fields["uploads"] = FilesField(
                label="材料", help_text="对方发来的文件、照片；没有可不选。"
            )


def _field(name: str, row: Transition, part: Assignment, seat: Seat) -> forms.Field | None:
    needed = name in row.needs
    if name == "reason":
        return long_text(REASONS.get(row.action, "原因"), required=needed)
    if name == "unit":
        return UnitField(part.campaign.county_id, label="调整为哪个单位承办")
    if name == "text":
        return long_text("完成情况", rows=6, limit=20000)
    if name == "gap_note":
        return long_text("未齐说明", rows=2, required=False) if part.role == "lead" else None
    if name == "reasons":
        return forms.MultipleChoiceField(
            label="原因",
            choices=ReturnReason.choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "请至少选择一项原因。",
                "invalid_choice": "请从列出的原因中选择。",
            },
        )
    if name == "note":
        return long_text("意见", rows=2, required=False)
    if name == "in_place_reason":
        if not seat.is_office or part.answers_to_id is None:
            return None
        return long_text("代牵头单位审核的原因", rows=2)
    return _other(name, needed=needed)


def _other(name: str, *, needed: bool) -> forms.Field:
    if name == "received_on":
        return DayField(label="收到日期", help_text="按时与否以收到之日计。")
    if name == "received_from":
        source = forms.CharField(
            label="来源说明",
            required=False,
            max_length=200,
            help_text="例如：联络员微信发来照片 3 张。审核人会看到。",
        )
        return needed_when(source, "收到日期在今天以前的必填")
    labels = {"due_on": "新的时限", "redo_by": "修改期限"}
    return DayField(label=labels[name], required=needed)
