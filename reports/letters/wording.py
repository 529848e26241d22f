"""The words proposed for each kind: what the product begins with, and the county's own.

A person reads and changes them before signing. A text is paragraphs parted by line ends; what
stands in 【】 is filled in from the facts (`reports.letters.filling`).
"""

from collections.abc import Mapping

from reports.choices import LetterKind
from reports.letters.facts import Facts, NoticeFacts
from reports.letters.filling import fill, fill_title, settle

Texts = dict[str, str]
# By kind, the text of each key.
Wordings = Mapping[str, Mapping[str, str]]

LABELS = {
    "title": "标题",
    "opening": "依据和事项",
    "demands_late": "有逾期事项时的要求",
    "demands_soon": "有临期事项时的要求",
    "demands": "办理要求",
    "feedback": "反馈方式",
    "closing": "结语",
}
# What a document cannot do without.
NEEDED = ("title", "opening")

STARTERS: dict[str, Texts] = {
    LetterKind.HANDOVER: {
        "title": "关于【交办】【年度】年法治政府建设重点任务的函",
        "opening": (
            "为落实【方案】，推进法治政府建设示范创建工作，"
            "现将涉及贵单位的【几项】重点任务【交办】如下，请结合职责抓好落实。"
        ),
        "demands": (
            "请于收到本函后【签收期限】内签收，明确1名联络员；对分工有不同意见的，"
            "请在【异议期限】内提出并说明理由。\n"
            "牵头单位负责统筹，汇总责任单位、配合单位办理情况后一并报送；"
            "同一材料已报送过的可以引用，不重复报送。"
        ),
        "feedback": (
            "请在办理时限前通过示范创建工作平台报送完成情况和佐证材料；"
            "不宜上传的，请登记为“线下备查”。确需延期的，请在时限届满前提出。"
        ),
        "closing": "特此函告。",
    },
    LetterKind.REQUEST: {
        "title": "关于商请协助做好【年度】年法治政府建设有关工作的函",
        "opening": "为做好【方案】明确的有关工作，商请贵单位就以下事项予以支持协助。",
        "demands": "",
        "feedback": (
            "有关情况请按所列时间反馈我办；如有意见建议或者需要我办配合的事项，请随时与我办联系。"
        ),
        "closing": "请予支持为盼。",
    },
    LetterKind.PROMPT: {
        "title": "关于报送法治政府建设重点任务办理情况的提示函",
        "opening": "贵单位承办的下列【几项】任务，【到期】。截至【截至】，我办尚未收到【所缺】。",
        "demands": (
            "请于【限期】前报送完成情况和佐证材料；"
            "办理中遇有困难或者需要协调的事项，请一并说明，我办将予协助。"
        ),
        "feedback": "",
        "closing": "特此提示。",
    },
    LetterKind.SUPERVISION: {
        "title": "关于督办“【任务】”任务的函",
        "opening": (
            "贵单位承办的“【任务】”任务，【时限】。"
            "我办已发函提示，截至【截至】，尚未收到【所缺】。现就该事项予以督办。"
        ),
        "demands": (
            "请于【限期】前办结，并书面报送办理情况、未按时限办结的原因和佐证材料；"
            "需要县级层面协调的，请一并写明。"
        ),
        "feedback": "",
        "closing": "特此函告。",
    },
    LetterKind.REMINDER: {
        "title": "关于法治政府建设重点任务办理时限的提醒",
        "opening": "贵单位承办的下列【几项】任务【提醒内容】",
        "demands": "",
        "feedback": "",
        "closing": "",
    },
    LetterKind.NOTICE: {
        "title": "关于【月份】法治政府建设示范创建重点任务进展情况的通报",
        "opening": (
            "根据【方案】和任务分工，现将【月份】重点任务进展情况通报如下。"
            "数据截至【截至】，范围为已交办的全部任务。"
        ),
        "demands_late": (
            "抓紧办理逾期事项。有关单位要对照任务分工逐项推进，"
            "自本通报印发之日起【报送期限】内报送完成情况和佐证材料；"
            "确有困难的，及时书面说明。"
        ),
        "demands_soon": (
            "提前安排临期事项。截至【截至日期】，有【临期项数】承办事项将在【临期天数】内到期，"
            "承办单位要提前做好准备，按时报送。"
        ),
        "demands": (
            "保证材料质量。报送材料应当真实、完整、规范；同一材料已经报送的，可以直接引用。"
        ),
    },
}


def needed(kind: str, key: str) -> bool:
    """Return whether the text may not be empty; a 通报 always demands something."""
    return key in NEEDED or (kind == LetterKind.NOTICE and key == "demands")


def propose(kind: str, facts: Facts, wording: Wordings = STARTERS) -> Texts:
    """Return the texts proposed for a letter of `kind`; blanks that move are left in them."""
    words = dict(wording[kind])
    title = fill_title(words.pop("title"), facts)
    return {"title": title, **{key: settle(text, facts) for key, text in words.items()}}


def propose_fixed(facts: NoticeFacts, *, late: bool, wording: Wordings = STARTERS) -> Texts:
    """Return the words of a 通报 that are not told from its figures: title, opening, demands.

    `late` says whether anything is overdue.
    """
    words = wording[LetterKind.NOTICE]
    wanted = {"demands_late": late, "demands_soon": facts.due_soon > 0, "demands": True}
    demands = [words[key] for key, stands in wanted.items() if stands and words[key]]
    return {
        "title": fill_title(words["title"], facts),
        "opening": fill(words["opening"], facts),
        "demands": fill("\n".join(demands), facts),
    }
