"""The words the machine proposes for each kind; a person reads and changes them before signing.

A text is paragraphs parted by line ends. Keys: `title`, `opening`, `demands`, `closing`.
What stands in 【】 is filled in at composition (`reports.letters.filling`), so that a part that
drops out or a date that moves leaves no wrong number behind.
"""

from collections.abc import Callable

from reports.choices import LetterKind
from reports.letters.facts import Facts
from reports.letters.situation import reminded

Texts = dict[str, str]


def propose(kind: str, facts: Facts) -> Texts:
    """Return the proposed texts of a letter of `kind`."""
    code = LetterKind(kind)
    return dict(_FIXED[code]) if code in _FIXED else _PROPOSALS[code](facts)


def _handover(facts: Facts) -> Texts:
    verb = "补充交办" if facts.supplement else "交办"
    return {
        "title": f"关于{verb}{facts.year}年法治政府建设重点任务的函",
        "opening": (
            f"为落实{facts.plan_words}，推进法治政府建设示范创建工作，"
            f"现将涉及贵单位的【几项】重点任务{verb}如下，请结合职责抓好落实。"
        ),
        "demands": "\n".join(
            (
                f"请于收到本函后{facts.silent_workdays}个工作日内签收，明确1名联络员；对分工有不同意见的，"
                f"请在{facts.objection_workdays}个工作日内提出并说明理由。",
                "牵头单位负责统筹，汇总责任单位、配合单位办理情况后一并报送；"
                "同一材料已报送过的可以引用，不重复报送。",
                "请在办理时限前通过示范创建工作平台报送完成情况和佐证材料；"
                "不宜上传的，请登记为“线下备查”。确需延期的，请在时限届满前提出。",
            )
        ),
        "closing": "特此函告。",
    }


def _request(facts: Facts) -> Texts:
    return {
        "title": f"关于商请协助做好{facts.year}年法治政府建设有关工作的函",
        "opening": (f"为做好{facts.plan_words}明确的有关工作，商请贵单位就以下事项予以支持协助。"),
        "demands": (
            "有关情况请按所列时间反馈我办；如有意见建议或者需要我办配合的事项，请随时与我办联系。"
        ),
        "closing": "请予支持为盼。",
    }


def _supervision(facts: Facts) -> Texts:
    item = facts.items[0]
    return {
        "title": f"关于督办“{item.title}”任务的函",
        "opening": (
            f"贵单位承办的“{item.title}”任务，【时限】。"
            "我办已发函提示，截至【截至】，尚未收到【所缺】。现就该事项予以督办。"
        ),
        "demands": (
            "请于【限期】前办结，并书面报送办理情况、未按时限办结的原因和佐证材料；"
            "需要县级层面协调的，请一并写明。"
        ),
        "closing": "特此函告。",
    }


def _reminder(facts: Facts) -> Texts:
    return {
        "title": "关于法治政府建设重点任务办理时限的提醒",
        "opening": reminded(facts),
        "demands": "",
        "closing": "",
    }


# Words that are the same whatever the facts.
_FIXED: dict[LetterKind, Texts] = {
    LetterKind.PROMPT: {
        "title": "关于报送法治政府建设重点任务办理情况的提示函",
        "opening": ("贵单位承办的下列【几项】任务，【到期】。截至【截至】，我办尚未收到【所缺】。"),
        "demands": (
            "请于【限期】前报送完成情况和佐证材料；"
            "办理中遇有困难或者需要协调的事项，请一并说明，我办将予协助。"
        ),
        "closing": "特此提示。",
    },
}
_PROPOSALS: dict[LetterKind, Callable[[Facts], Texts]] = {
    LetterKind.REMINDER: _reminder,
    LetterKind.HANDOVER: _handover,
    LetterKind.REQUEST: _request,
    LetterKind.SUPERVISION: _supervision,
}
