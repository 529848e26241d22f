"""The sections of documents that are written from the county's figures: 专报 and 年度报告. Pure."""

from reports.choices import LetterKind, SpanKind

BRIEF = ("overall", "late", "matters", "next")
REPORT = ("opening", "done", "leaders", "lacking", "plan", "closing")
# The parts of a letter to a unit.
LETTER = ("opening", "demands", "feedback", "closing")
_NEXT = {SpanKind.WEEK.value: "下周重点", SpanKind.MONTH.value: "下月重点"}
_LABELS = {
    "overall": "总体进度",
    "late": "到期未完成",
    "matters": "需县领导协调事项",
    "next": "下步重点",
    "opening": "开头",
    "done": "主要举措和成效",
    "leaders": "党政主要负责人履行推进法治建设第一责任人职责情况",
    "lacking": "存在的问题和原因",
    "plan": "下一年度工作安排",
    "closing": "结尾",
}


def keys_of(kind: str) -> tuple[str, ...]:
    """Return the names of the texts that a person may change in a document of `kind`."""
    return {LetterKind.BRIEF: BRIEF, LetterKind.REPORT: REPORT}.get(LetterKind(kind), LETTER)


def label_of(key: str, span: str = "") -> str:
    """Return what a section is called; the last of a 专报 follows its running span, if any."""
    return _NEXT.get(span, _LABELS[key]) if key == "next" else _LABELS[key]
