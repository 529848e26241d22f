"""What the audited acts of this app are called on the audit page."""

from tasks.transitions import TABLE

WORDS = {f"assignment.{action}": row.label for action, row in TABLE.items()} | {
    "task.issue": "交办任务",
    "task.add": "新增任务",
    "task.import": "导入任务",
    "task.change": "修改任务",
    "task.change_due": "调整任务时限",
    "task.link": "关联指标",
    "task.merge": "合并任务",
    "task.close": "销号",
    "task.cancel": "取消任务",
    "task.reopen": "重新办理任务",
    "assignment.add": "增加承办单位",
    "assignment.change_due": "调整分工时限",
    "assignment.answers_to": "调整审核单位",
    "assignment.contact": "登记催办记录",
    "assignment.letter": "发文涉及的分工",
    "assignment.signoff_send": "送本单位审签",
    "assignment.signoff_recall": "取回审签",
    "assignment.signoff_sign": "本单位审签",
    "assignment.extension_ask": "申请延期",
    "assignment.extension_withdraw": "撤回延期申请",
    "assignment.extension_grant": "同意延期",
    "assignment.extension_refuse": "未同意延期",
    "plan_import.start": "上传工作要点",
    "plan_import.edit": "核对工作要点",
    "plan_import.confirm": "导入工作要点",
    "settings.rules": "修改办理规则",
}
