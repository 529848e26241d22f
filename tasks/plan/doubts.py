"""The doubts a reading can have, in words for the person who confirms the plan."""

from __future__ import annotations

from tasks.plan.model import Doubt
from tasks.plan.passage import Span

MESSAGES = {
    "no_units": "没有读到牵头单位或责任单位，请指定。",
    "no_lead": "原文只列责任单位，未写明由谁牵头，请确认。",
    "sentence_units": "单位是从正文句子里读出的，没有“牵头单位”“责任单位”字样，请核对。",
    "inherited_units": "单位写在上级标题处，本条照此列入，请核对。",
    "mixed_roles": "同时有责任单位和配合单位，请核对各单位的分工。",
    "open_group": "“{}”未指明具体单位，请选择整组列入或指定单位。",
    "no_members": "分组“{}”还没有成员名单，不能逐一交办：请登记成员，或在“修改”中另选牵头单位；不改的按整组列入。",
    "unknown_unit": "单位名录里没有“{}”，请新增单位、登记为别名或改选。",
    "uncertain_unit": "“{}”与单位名录不完全一致，疑为“{}”，请确认。",
    "no_deadline": "没有读到完成时限，请补填或标为长期。",
    "several_deadlines": "有多个时间节点（{}），以第一个为准，其余已列出，请确认。",
    "quarter_deadline": "“{}”按该季度最后一天计，请确认。",
    "half_year_deadline": "“{}”按该半年最后一天计，请确认。",
    "month_deadline": "“{}”按当月最后一天计，请确认。",
    "early_month": "“{}”按当月10日计，请确认。",
    "year_deadline": "“{}”按当年最后一天计，请确认。",
    "festival_deadline": "“{}”按节前一日计，请核对日期。",
    "recurring": "“{}”是定期任务，请确认首个截止日。",
    "long_term": "“{}”没有具体日期，按长期任务处理，请确认。",
    "unread_deadline": "时限“{}”没有读懂，请填写日期。",
    "past_deadline": "时限“{}”已过，请改期或逐项确认。",
    "merged_rows": "表中本项跨多行，已合并为一项，请核对单位。",
    "no_number": "本项没有序号。",
    "no_tasks": "没有读到任务，请检查文件内容或手工录入。",
    "hidden_sheet": "工作表“{}”已隐藏，未读取。",
    "two_columns": "表中单位栏的对应关系不确定，请核对牵头单位和责任单位。",
    "letter_dropped": "正文前的通知内容未作为任务读取。",
}

# What is doubted about a name: its first word is that name, settled by a decision about it.
OF_A_NAME = frozenset({"open_group", "no_members", "unknown_unit", "uncertain_unit"})


def doubt(code: str, field: str, span: Span, *words: str) -> Doubt:
    """A doubt with its Chinese sentence; `words` fill the places of the sentence in order."""
    name = words[0] if code in OF_A_NAME else ""
    return Doubt(code, MESSAGES[code].format(*words), field, span, name)
