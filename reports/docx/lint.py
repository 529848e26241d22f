"""What is wrong with a document before it is numbered, each finding with its strength and place.

规定 is a rule of GB/T 9704-2012 or of 党政机关公文处理工作条例: the caller refuses.
一般 is what they recommend, 实务 is practice: both only warn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from reports.docx.facts_in_text import asked_among_late, passed_limits, unknown_figures
from reports.docx.marks_of_text import marks
from reports.docx.places import all_blocks, texts
from reports.docx.snapshot import Form, LetterSnapshot, Table
from units.words import secret_word

Strength = Literal["规定", "一般", "实务"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: how strong the rule is, where it is broken, and what to do, in Chinese."""

    strength: Strength
    place: str
    message: str


NUMBER = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号")
_ISSUE = re.compile(r"第[1-9]\d*期")
_GENRES = (
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)
_NUMBERED = frozenset({"notice", "report", "handover", "request", "prompt", "supervision"})
# What the recipient answers: it has to know whom to ask.
_ANSWERED = frozenset({"handover", "request", "prompt", "supervision"})
_PERSON = re.compile(r"(书记|县长|市长|区长|局长|主任|主席|检察长|院长|同志|先生|女士)$")
_UNFIT = (
    "严重失职",
    "敷衍塞责",
    "不作为",
    "慢作为",
    "乱作为",
    "拖后腿",
    "推诿扯皮",
    "消极应付",
    "态度恶劣",
    "屡教不改",
    "弄虚作假",
)
_RANKING = re.compile(r"排名|倒数第|末位|后三名|前三名")
_PLAIN_DATE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|[〇○零一二三四五六七八九]{4}年|[年月]0\d[月日]"
)
_BAD_NUMBER = re.compile(r"[\[【(（［]\d{4}[\]】)）］]第?\d+号|〔\d{4}〕(?:第|0)\d*号?")
_LONGEST = 4000
_ORDINALS = {
    1: re.compile(r"[一二三四五六七八九十百]+、"),
    2: re.compile(r"（[一二三四五六七八九十百]+）"),
    3: re.compile(r"\d+[.．]"),
    4: re.compile(r"（\d+）"),
}


def lint(
    snapshot: LetterSnapshot,
    people: Collection[str] = (),
    *,
    asked: Collection[str] = (),
    known: Collection[str] | None = None,
) -> list[Finding]:
    """Return all findings, the strongest first; `people` are names that no 通报 may carry.

    `asked` are bodies that no late list may name, `known` the figures of a 通报 as written; None
    does not look at its figures.
    A missing number is no finding: the document is checked before it gets one.
    """
    found = [
        *_head(snapshot),
        *_parts(snapshot),
        *_shape(snapshot),
        *_wording(snapshot, people),
        *_facts(snapshot, asked, known),
    ]
    strengths: tuple[Strength, ...] = ("规定", "一般", "实务")
    return sorted(found, key=lambda finding: strengths.index(finding.strength))


def _head(letter: LetterSnapshot) -> Iterator[Finding]:
    pattern = _ISSUE if letter.kind == "brief" else NUMBER
    if letter.number is not None and letter.kind in _NUMBERED | {"brief"}:
        if not pattern.fullmatch(letter.number):
            form = "第3期" if letter.kind == "brief" else "示委法治办〔2026〕8号"
            yield Finding("规定", "发文字号", f"“{letter.number}”不合规范，应为“{form}”的形式。")
        elif (
            letter.date
            and letter.kind != "brief"
            and f"〔{letter.date.year}〕" not in letter.number
        ):
            yield Finding("规定", "发文字号", f"年份与成文日期{letter.date.year}年不一致，请核对。")
    if letter.kind in _NUMBERED and not letter.title.endswith(_GENRES):
        yield Finding("规定", "标题", "标题缺少文种，请以“通报”“函”“报告”等文种结尾。")
    if re.search(r"[，。；：！？]", letter.title):
        yield Finding("一般", "标题", "标题中除书名号、引号、括号和顿号外一般不用标点，请删改。")
    for name in letter.addressees:
        if _PERSON.search(name):
            yield Finding("规定", "主送机关", f"公文不主送领导者个人，请将“{name}”改为单位名称。")


def _parts(letter: LetterSnapshot) -> Iterator[Finding]:
    official = letter.kind in _NUMBERED
    needed = {
        "标题": letter.title.strip(),
        "发文机关": letter.issuer.strip(),
        "正文": letter.blocks,
        "主送机关": letter.addressees or not official,
        "成文日期": letter.date or not (official or letter.kind == "brief"),
        "签发人": letter.signers or letter.kind != "report",
    }
    for place, present in needed.items():
        if not present:
            yield Finding("规定", place, f"缺少{place}，请补充后再编号。")
    if letter.kind in _ANSWERED and not letter.contacts:
        yield Finding("实务", "附注", "没有写联系人和联系电话，请在“设置—发文设置”中填写。")
    if letter.signers and letter.kind != "report":
        yield Finding("规定", "签发人", "签发人只用于上行文，请删去。")
    if letter.kind in {"notice", "report"} and not (letter.printed_by and letter.printed_on):
        yield Finding("一般", "版记", "版记缺少印发机关或印发日期，请补充。")
    for n, annex in enumerate(letter.annexes, 1):
        if not annex.title.strip():
            yield Finding("规定", f"附件{n}", "附件缺少名称，请补充。")
        elif annex.title.rstrip()[-1] in "。，；、：":
            yield Finding("规定", f"附件{n}", "附件名称后不加标点符号，请删去。")
    if not letter.annexes and any(re.search(r"见附件|附后", text) for _, text in texts(letter)):
        yield Finding("一般", "附件说明", "正文提到附件，但没有附件，请核对。")


def _shape(letter: LetterSnapshot) -> Iterator[Finding]:
    for place, block in all_blocks(letter):
        if isinstance(block, Table):
            for n, row in enumerate(block.rows, 1):
                if len(row) != len(block.columns):
                    yield Finding("规定", f"{place}第{n}行", "单元格数与表头不一致，无法排版。")
        elif isinstance(block, Form):
            for n, line in enumerate(block.rows, 1):
                if sum(cell.span for cell in line.cells) != len(block.widths):
                    yield Finding("规定", f"{place}第{n}行", "单元格数与表单列数不一致，无法排版。")
        elif block.level and not _ORDINALS[block.level].match(block.text):
            message = f"第{block.level}层标题的序号一般为“{_ORDINAL_NAMES[block.level]}”，请核对。"
            yield Finding("一般", place, message)


_ORDINAL_NAMES = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


def _wording(letter: LetterSnapshot, people: Collection[str]) -> Iterator[Finding]:
    length = sum(len(text) for place, text in texts(letter) if place.startswith("正文"))
    if length > _LONGEST:
        message = f"正文约{length}字，超过{_LONGEST}字，请精简或移入附件。"
        yield Finding("实务", "正文", message)
    for place, text in texts(letter):
        yield from _words(letter, place, text, people)
    if letter.kind == "notice" and not any("截至" in text for _, text in texts(letter)):
        yield Finding("实务", "正文", "通报应当写明数据截止时间，如“截至3月31日17时”。")


def _facts(
    letter: LetterSnapshot, asked: Collection[str], known: Collection[str] | None
) -> Iterator[Finding]:
    limit: Strength = "规定" if letter.kind in _NUMBERED else "实务"
    yield from (Finding(limit, *found) for found in passed_limits(letter))
    yield from (Finding("规定", *found) for found in asked_among_late(letter, asked))
    if known is not None:
        yield from (Finding("实务", *found) for found in unknown_figures(letter, known))


def _words(
    letter: LetterSnapshot, place: str, text: str, people: Collection[str]
) -> Iterator[Finding]:
    for match in _BAD_NUMBER.finditer(text):
        message = f"“{match[0]}”不合规范，年份用六角括号“〔〕”，序号不加“第”、不编虚位。"
        yield Finding("规定", place, message)
    # The 审签表 itself asks for the assurance that no such matter is in what is handed in.
    if letter.kind != "signoff_sheet" and (secret := secret_word(text)):
        yield Finding("规定", place, f"本系统为非涉密系统，不得出现“{secret}”。")
    for match in _PLAIN_DATE.finditer(text):
        message = f"日期“{match[0]}”一般写作“2026年1月8日”的形式，不编虚位。"
        yield Finding("一般", place, message)
    yield from (Finding("一般", place, words) for words in marks(text))
    if letter.kind == "notice" and (ranking := _RANKING.search(text)):
        yield Finding("实务", place, f"通报一般不排名，请核对“{ranking[0]}”。")
    for word in _UNFIT:
        if word in text:
            yield Finding(
                "实务",
                place,
                f"“{word}”不宜写入{_CALLED.get(letter.kind, '公文')}，请改为陈述事实。",
            )
    for name in people:
        if name and letter.kind == "notice" and name in text:
            yield Finding("实务", place, f"通报不写个人姓名，请删去“{name}”。")


_CALLED = {"notice": "通报", "prompt": "提示函", "supervision": "督办函", "reminder": "工作提醒"}
