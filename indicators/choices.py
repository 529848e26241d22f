"""Stored codes of the indicator system and of proof, with the words shown for them."""

from django.db.models import TextChoices


class Method(TextChoices):
    """测评方式: how an indicator is looked at; an indicator may have several."""

    WRITTEN = "written", "书面评审"
    ONSITE = "onsite", "实地核验"
    WEB = "web", "网络检索"
    SATISFACTION = "satisfaction", "满意度测评"
    INTERVIEW = "interview", "座谈访谈"
    EXAM = "exam", "抽考"


class Chain(TextChoices):
    """Where a proof stands in the chain from rule to effect."""

    RULE = "rule", "制度"
    PLAN = "plan", "部署"
    PRACTICE = "practice", "落实"
    EFFECT = "effect", "成效"


class CampaignLevel(TextChoices):
    """Which bid."""

    PROVINCE = "province", "省级"
    NATION = "nation", "全国"


class CampaignKind(TextChoices):
    """Scope of the bid."""

    WHOLE = "whole", "综合"
    SINGLE = "single", "单项"


class Stage(TextChoices):
    """Stages of a bid, in order."""

    APPLY = "apply", "自愿申报"
    CITY_CHECK = "city_check", "市级审核"
    PROVINCE_PICK = "province_pick", "省级推荐"
    FILING = "filing", "材料填报"
    ASSESSMENT = "assessment", "评估测评"
    REVISIT = "revisit", "回访抽查"
    NAMING = "naming", "公示命名"


class EvidenceKind(TextChoices):
    """All four count as proof."""

    FILE = "file", "文件"
    URL = "url", "公开网址"
    OFFLINE = "offline", "线下备查"
    EXCERPT = "excerpt", "摘录件"


class EvidenceState(TextChoices):
    """A wrong upload leaves by two people; its tombstone stays (rule 13)."""

    LIVE = "live", "有效"
    REMOVAL = "removal", "申请移除"
    REMOVED = "removed", "已移除"


class BlobState(TextChoices):
    """`staged` until the business transaction that needs the bytes has committed."""

    STAGED = "staged", "暂存"
    LIVE = "live", "在用"
    PURGED = "purged", "已清除"
