"""What audited acts are called on the page. Higher apps add theirs in `AppConfig.ready`."""

from django.apps import apps

WORDS: dict[str, str] = {
    "login": "登录",
    "logout": "退出登录",
    "totp.verify": "验证动态验证码",
    "password.change": "修改密码",
    "password.reset": "重置密码",
    "person.open": "开通账号",
    "person.change": "修改人员资料",
    "person.leave": "停用账号",
    "person.return": "恢复账号",
    "admin.create": "设立管理员",
    "admin.replace": "更换管理员",
    "seat.give": "添加任职",
    "seat.end": "结束任职",
    "token.issue": "生成接口令牌",
    "token.revoke": "停用接口令牌",
    "account.unlock": "解除锁定",
    "unit.add": "添加单位",
    "unit.change": "修改单位",
    "unit.close": "撤销单位",
    "unit.reopen": "恢复单位",
    "unit.import": "导入单位",
    "group.save": "保存单位分组",
    "group.delete": "删除单位分组",
    "holiday.set": "修改放假调休",
    "holiday.publish": "公布年度日历",
    "holiday.unpublish": "撤回年度日历",
    "county.create": "首次设置",
    "county.change": "修改消息时间",
    "delivery.resend": "重发消息",
    "delivery.settle": "核实消息已收到",
    "audit.export": "导出审计记录",
}


def add_words(words: dict[str, str]) -> None:
    """Take the names of further acts: code → Chinese."""
    WORDS.update(words)


def action_word(code: str) -> str:
    """Return what an act is called, its code if nobody has named it."""
    return WORDS.get(code, code)


def object_word(label: str) -> str:
    """Return what a kind of object (`units.user`) is called, the text itself if it is no model."""
    app, dot, name = label.partition(".")
    if not dot or name not in apps.all_models.get(app, {}):
        return OTHER.get(label, label)
    return str(apps.get_model(app, name)._meta.verbose_name)


OTHER = {"day": "日期", "year": "年份", "account": "账号"}
