"""What the audited acts of this app are called on the audit page."""

WORDS = {
    "campaign.create": "新建创建批次",
    "campaign.change": "修改创建批次",
    "indicators.import": "导入指标体系",
    "expert.scope": "设置专家评审范围",
    "statement.write": "填写自评说明",
    "evidence.add_file": "登记文件材料",
    "evidence.add_url": "登记公开网址",
    "evidence.add_offline": "登记线下备查",
    "evidence.add_excerpt": "登记摘录件",
    "evidence.grant": "授权查看材料",
    "evidence.preview": "预览材料",
    "evidence.preview_page": "预览材料页面",
    "evidence.download": "下载材料",
    "evidence.ask_removal": "申请移除材料",
    "evidence.confirm_removal": "确认移除材料",
    "evidence.drop_removal": "撤回移除申请",
}
