"""Stored codes of people and units with the words shown for them."""

from django.db.models import TextChoices


class Relation(TextChoices):
    """How a body stands to the county government; decides how it may be written to (rule 2)."""

    GOVERNMENT = "government", "县政府部门"
    PARTY = "party", "党委部门"
    TOWNSHIP = "township", "乡镇街道"
    CONGRESS = "congress", "人大政协"
    DISCIPLINE = "discipline", "纪委监委"
    JUDICIAL = "judicial", "法院检察院"
    VERTICAL = "vertical", "垂管及驻县单位"
    MASS = "mass", "群团"
    ENTERPRISE = "enterprise", "企事业"


# Bodies that may only be asked (商请): never late, never scored, shown as 协助单位 (rule 2).
ASKED_ONLY = frozenset(
    {Relation.CONGRESS, Relation.DISCIPLINE, Relation.JUDICIAL, Relation.VERTICAL}
)


class UserKind(TextChoices):
    """One kind per person; administrators never see business data."""

    BUSINESS = "business", "业务用户"
    SYSADMIN = "sysadmin", "系统管理员"
    AUDITOR = "auditor", "审计员"
    SECADMIN = "secadmin", "安全管理员"


class Role(TextChoices):
    """What a person is in the seat they use."""

    LIAISON = "liaison", "联络员"
    UNIT_DEPUTY = "unit_deputy", "分管负责人"
    UNIT_HEAD = "unit_head", "主要负责人"
    OFFICE_CLERK = "office_clerk", "依法治县办经办人"
    OFFICE_HEAD = "office_head", "依法治县办负责人"
    LEADER = "leader", "县领导"
    INSPECTOR = "inspector", "督查室"
    EXPERT = "expert", "评审专家"


UNIT_ROLES = frozenset({Role.LIAISON, Role.UNIT_DEPUTY, Role.UNIT_HEAD})
# Whoever leads a unit signs for it (审签).
UNIT_LEADS = frozenset({Role.UNIT_DEPUTY, Role.UNIT_HEAD})
OFFICE_ROLES = frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD})


class GroupKind(TextChoices):
    """A closed group has members; an open one (各相关部门) only names whoever it concerns."""

    CLOSED = "closed", "固定成员"
    OPEN = "open", "不固定成员"


class Channel(TextChoices):
    """How a message leaves the house."""

    EMAIL = "email", "邮件"


class DeliveryState(TextChoices):
    """A message's way out; only one stuck in `sending` is uncertain."""

    WAITING = "waiting", "待发送"
    CLAIMED = "claimed", "准备发送"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发送"
    UNCERTAIN = "uncertain", "待核实"
    FAILED = "failed", "发送失败"
    DROPPED = "dropped", "不再发送"


class WorkState(TextChoices):
    """Life of a long job."""

    WAITING = "waiting", "等待处理"
    RUNNING = "running", "处理中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"


class AuditResult(TextChoices):
    """How an audited act ended."""

    DONE = "done", "成功"
    REFUSED = "refused", "被拒绝"
    FAILED = "failed", "失败"


class TokenScope(TextChoices):
    """What an API token may do; none may sign, issue or administer."""

    READ = "read", "只读"
    ACT = "act", "读写"
