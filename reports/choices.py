"""Stored codes of documents with the words shown for them."""

from django.db.models import TextChoices


class LetterKind(TextChoices):
    """Kinds of documents; the title names the real 文种."""

    HANDOVER = "handover", "交办函"
    REQUEST = "request", "商请函"
    REMINDER = "reminder", "工作提醒"
    PROMPT = "prompt", "提示函"
    SUPERVISION = "supervision", "督办函"
    NOTICE = "notice", "工作进展情况通报"
    BRIEF = "brief", "工作专报"
    REPORT = "report", "年度报告"


# Kinds that hand parts over; the others speak of parts that are with their units already.
HANDS_OVER = (LetterKind.HANDOVER, LetterKind.REQUEST)
# Kinds written in sections from the county's figures: they speak of no unit's parts.
SECTIONED = (LetterKind.BRIEF, LetterKind.REPORT)


class SpanKind(TextChoices):
    """What span a document of figures speaks of."""

    WEEK = "week", "周"
    MONTH = "month", "月"
    YEAR = "year", "年"


class LetterState(TextChoices):
    """拟稿 → 核稿 → 送签 → 签发 → 编号印发 (rule 3)."""

    DRAFT = "draft", "拟稿"
    CHECKED = "checked", "已核稿"
    FOR_SIGNATURE = "for_signature", "送签"
    SIGNED = "signed", "已签发"
    ISSUED = "issued", "已印发"
    REVOKED = "revoked", "已撤销"
    DISCARDED = "discarded", "不再发出"


# Not issued yet, and not given up: a person is at it.
UNDER_WAY = (
    LetterState.DRAFT,
    LetterState.CHECKED,
    LetterState.FOR_SIGNATURE,
    LetterState.SIGNED,
)


class SignMode(TextChoices):
    """How the signature was given; both count the same."""

    ONLINE = "online", "线上签发"
    OFFLINE = "offline", "线下签发"


class NumberState(TextChoices):
    """Life of a number in the register."""

    USED = "used", "已用"
    VOID = "void", "作废"


class ItemOutcome(TextChoices):
    """What became of a part in a letter at its issue."""

    PLANNED = "planned", "拟列入"
    INCLUDED = "included", "已列入"
    DROPPED = "dropped", "印发时已不需要"


class StepAction(TextChoices):
    """What a step of the ladder does."""

    REMIND = "remind", "工作提醒"
    CALL = "call", "列入催办清单"
    PROMPT = "prompt", "拟提示函"
    SUPERVISE = "supervise", "拟督办函"
    TALK = "talk", "约谈建议(内部)"


class StepAnchor(TextChoices):
    """From where a step counts."""

    DUE = "due", "现行时限"
    ISSUE_OF_PROMPT = "prompt_due", "提示函限期"
    ISSUE_OF_SUPERVISION = "supervision_due", "督办函限期"
    RETURNS = "returns", "退回次数"


class Urgency(TextChoices):
    """紧急程度 of a document (GB/T 9704-2012, 7.2.3)."""

    NONE = "", "不标注"
    URGENT = "加急", "加急"
    MOST_URGENT = "特急", "特急"


class SupervisionRoute(TextChoices):
    """Three routes of supervision (rule 2)."""

    OFFICE = "office", "法治督察督办函"
    JOINT = "joint", "联合督办"
    INSPECTOR = "inspector", "提请督查室督办"


class CheckAnswer(TextChoices):
    """Answer of a unit to 通报前核对."""

    WAITING = "waiting", "待核对"
    AGREED = "agreed", "核对无误"
    OBJECTED = "objected", "提出异议"
    SILENT = "silent", "逾期未答复"
