"""Stored codes of tasks and parts with the words shown for them."""

from django.db.models import TextChoices


class TaskState(TextChoices):
    """Lifecycle of a task."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已交办"
    CLOSED = "closed", "已销号"
    CANCELLED = "cancelled", "已取消"


class TaskKind(TextChoices):
    """Where a task comes from."""

    PLAN = "plan", "工作要点任务"
    EXTRA = "extra", "补充任务"
    RECTIFICATION = "rectification", "整改任务"


class PartRole(TextChoices):
    """Role of a unit in a task; the plan's own word is printed."""

    LEAD = "lead", "牵头单位"
    RESPONSIBLE = "responsible", "责任单位"
    SUPPORT = "support", "配合单位"


class PartState(TextChoices):
    """Lifecycle of a part. Overdue is derived from dates, never a state (rule 7)."""

    DRAFT = "draft", "未交办"
    PENDING = "pending", "待签收"
    ACTIVE = "active", "办理中"
    OBJECTED = "objected", "申请调整分工"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "退回修改"
    ACCEPTED = "accepted", "已办结"
    SUSPENDED = "suspended", "暂缓办理"
    CANCELLED = "cancelled", "已取消"
    RELEASED = "released", "无需办理"


FINAL_STATES = frozenset({PartState.ACCEPTED, PartState.CANCELLED, PartState.RELEASED})
# States in which a part is owed: late when its date has passed.
OWED_STATES = frozenset(
    {PartState.PENDING, PartState.ACTIVE, PartState.RETURNED, PartState.OBJECTED}
)


class GroupMode(TextChoices):
    """How a group of a plan is handled (rule 5)."""

    EACH = "each", "逐一交办"
    NAMED = "named", "整组列入，不逐一交办"
    INFORMED = "informed", "仅在函中告知"


class PlanState(TextChoices):
    """Life of an imported plan."""

    CURRENT = "current", "执行中"
    REPLACED = "replaced", "已被新版替代"


class ImportState(TextChoices):
    """Life of one import: nothing half-done."""

    REVIEW = "review", "待确认"
    CONFIRMED = "confirmed", "已导入"
    DROPPED = "dropped", "已放弃"


class SubmissionState(TextChoices):
    """Life of one hand-in."""

    DRAFT = "draft", "草稿"
    FOR_SIGNOFF = "for_signoff", "待本单位审签"
    HANDED_IN = "handed_in", "待审核"
    WITHDRAWN = "withdrawn", "已撤回"
    ASKED_MORE = "asked_more", "请补充"
    RETURNED = "returned", "退回修改"
    ACCEPTED = "accepted", "审核通过"


class ReturnReason(TextChoices):
    """Reason buttons of 退回修改 and 请补充."""

    NO_SEAL = "no_seal", "未盖章"
    UNCLEAR = "unclear", "扫描不清"
    YEAR_MISSING = "year_missing", "缺××年度"
    UNRELATED = "unrelated", "与指标无关"
    NO_PRACTICE = "no_practice", "只有部署无落实"
    DATA_DIFFERS = "data_differs", "数据不一致"
    PERSONAL_DATA = "personal_data", "含个人信息"
    PAGE_MISSING = "page_missing", "缺页"
    OTHER = "other", "其他"


class ExtensionState(TextChoices):
    """Life of a request for more time."""

    ASKED = "asked", "待答复"
    GRANTED = "granted", "已同意"
    REFUSED = "refused", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class ContactMethod(TextChoices):
    """How somebody was reached."""

    PHONE = "phone", "电话"
    WECHAT = "wechat", "微信"
    VISIT = "visit", "上门"
