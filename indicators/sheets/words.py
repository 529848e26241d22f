"""The words inside the cells: running numbers, assessment methods, material lists, ticks."""

from __future__ import annotations

import re

from indicators.sheets.rows import CHAIN_TAGS, YEAR_MARKS, Material
from units.table_words import fold

METHOD_LABELS: dict[str, str] = {
    "written": "书面评审",
    "onsite": "实地核验",
    "web": "网络检索",
    "satisfaction": "满意度测评",
    "interview": "座谈访谈",
    "exam": "抽考",
}
_METHOD_WORDS: dict[str, tuple[str, ...]] = {
    "written": (
        "书面", "书面审查", "书面审核", "书面评估", "材料评审", "材料审核", "材料审查",
        "材料评估", "查阅资料", "查阅材料", "资料评审",
    ),
    "onsite": (
        "实地", "实地核查", "实地评估", "实地检查", "实地评审", "实地核验核查", "现场核验",
        "现场核查", "现场检查", "核验", "核查", "暗访", "明察暗访",
    ),
    "web": (
        "网络", "网上检索", "网络核查", "网上核查", "网络查询", "网上查询", "网络核验",
        "网络评估", "检索",
    ),
    "satisfaction": (
        "满意度", "群众满意度测评", "人民满意度测评", "满意度调查", "社会满意度测评", "问卷调查",
        "人民群众满意度测评",
    ),
    "interview": ("座谈", "访谈", "座谈会", "个别访谈", "座谈交流", "座谈、访谈", "人员访谈"),
    "exam": ("抽测", "考试", "测试", "法律知识抽考", "法律知识测试", "现场抽考", "闭卷测试"),
}  # fmt: skip
_CODES = {
    fold(word).casefold(): code
    for code, label in METHOD_LABELS.items()
    for word in (code, label, *_METHOD_WORDS[code])
}
_METHOD_SPLIT = re.compile(r"[\s、,;/|+&·]+|和|与|及|或")

_CHINESE = "一二三四五六七八九十百零〇"
_NUMBER = re.compile(
    rf"""\s*(?:
        第[{_CHINESE}\d]+[条项章]、?                       # 第三项
      | [{_CHINESE}]+\s*[、.\uff0e]                           # 一、
      | [(\uff08]\s*(?:[{_CHINESE}]+|\d{{1,3}})\s*[)\uff09][、.\uff0e]?  # (一) (3)
      | [\u2460-\u2473\u2474-\u249b]                       # ① ⑴ 1.
      | \d{{1,3}}(?:[.\uff0e]\d{{1,3}})*\s*(?:[、)\uff09]|[.\uff0e](?!\d))  # 1. 1、 1.2.3.
      | \d{{1,3}}(?:[.\uff0e]\d{{1,3}})+(?=\s|[\u4e00-\u9fff“《])(?!\s*[个倍亿万%])   # 1.2 推进
      | \d{{1,3}}\s+(?=[\u4e00-\u9fff“《])                 # 12 推进
    )\s*""",
    re.VERBOSE,
)
_TICKS = frozenset("✓√✔☑●■★1是有对yY")
_NO_TICKS = frozenset(["", "×", "✗", "✘", "x", "X", "否", "无", "0", "-", "—", "――", "/", "☐", "□"])

_MATERIAL_SPLIT = re.compile(r"[;\uff1b\n|\uff5c]+")
_CHAIN = re.compile(rf"[【\[]?({'|'.join(CHAIN_TAGS)})(?:[】\]][:\uff1a]?|[:\uff1a])")
_YEARS = re.compile(rf"[(\uff08]({'|'.join(YEAR_MARKS)})[)\uff09]$")


def split_number(text: str) -> tuple[str, str]:
    """``(一)推进改革`` → ``("(一)", "推进改革")``; no running number → ``("", text)``.

    White space inside is folded to what a title needs: line ends of a narrow cell disappear.
    A number that belongs to the sentence (2025年, 3项制度, 100%) stays.
    """
    title = re.sub(r"\s*\n\s*", "", text).strip()
    match = _NUMBER.match(title)
    if match is None or match.end() == len(title):
        return "", title
    return match[0].strip(), title[match.end() :].strip()


def method_code(word: str) -> str | None:
    """The code of one method word, None when unknown."""
    return _CODES.get(fold(word).casefold())


def read_methods(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes (in the order of METHOD_LABELS) and unknown words of a 测评方式 cell."""
    whole = method_code(text)
    if whole is not None:
        return (whole,), ()
    words = [word for word in _METHOD_SPLIT.split(_plain(text)) if word]
    found = {word: method_code(split_number(word)[1]) for word in words}
    codes = tuple(code for code in METHOD_LABELS if code in found.values())
    return codes, tuple(word for word, code in found.items() if code is None)


def read_tick(text: str) -> bool | None:
    """True for a tick, False for none, None when the mark is not understood."""
    mark = text.strip()
    if mark in _NO_TICKS:
        return False
    return True if mark in _TICKS or method_code(mark) else None


def read_materials(text: str) -> tuple[Material, ...]:
    """The lines of a 材料清单 cell, split at ``;`` and line ends.

    ``制度:清单文本(现行)`` or ``【制度】清单文本(现行)`` carries chain tag and year mark.
    """
    lines = (_material(part) for part in _MATERIAL_SPLIT.split(text))
    return tuple(line for line in dict.fromkeys(lines) if line.title)


def _material(text: str) -> Material:
    title = split_number(text)[1]
    chain = _CHAIN.match(title)
    if chain:
        title = title[chain.end() :].strip()
    years = _YEARS.search(title)
    if years:
        title = title[: years.start()].strip()
    title = title.rstrip("。.")
    return Material(title, chain[1] if chain else "", years[1] if years else "")


def _plain(text: str) -> str:
    """Full-width separators as half-width ones; white space kept, it separates too."""
    return text.translate(str.maketrans("\uff0c\uff1b\uff0f\uff5c\uff0b\uff06", ",;/|+&")).rstrip(
        "。.等"
    )
