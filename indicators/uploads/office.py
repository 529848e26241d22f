"""docx, xlsx and ofd: the parts they must have, what they must not carry, and their text."""

import re
from dataclasses import dataclass
from typing import BinaryIO

from indicators.uploads.types import Family
from indicators.uploads.xml_text import XmlText
from indicators.uploads.zips import Container, open_container
from units.errors import Refused

MACRO = "文件含有宏，已拒绝，请另存为不含宏的文件后再上传。"


@dataclass(frozen=True)
class Build:
    """How one kind of container is built and where its text stands."""

    words: str
    main: str
    root: str
    text_parts: re.Pattern[str]
    text: frozenset[str]
    line: frozenset[str]


BUILDS = {
    Family.WORD: Build(
        "Word 文档（.docx）",
        "word/document.xml",
        "document",
        re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
        frozenset({"t"}),
        frozenset({"p", "tab", "br", "tc"}),
    ),
    Family.EXCEL: Build(
        "Excel 工作簿（.xlsx）",
        "xl/workbook.xml",
        "workbook",
        re.compile(r"xl/(sharedStrings|worksheets/[^/]+|comments\d*|drawings/[^/]+)\.xml"),
        frozenset({"t", "v"}),
        frozenset({"si", "c", "row", "p"}),
    ),
    Family.OFD: Build(
        "OFD 版式文件",
        "OFD.xml",
        "OFD",
        re.compile(r"Doc_\d+/.*Content\.xml"),
        frozenset({"TextCode"}),
        frozenset({"TextObject"}),
    ),
}


def read_container(stream: BinaryIO, family: Family) -> str:
    """Return the text of a docx, xlsx or ofd after all checks; raises Refused with one sentence."""
    build = BUILDS[family]
    with open_container(stream) as container:
        if build.main not in container.members:
            raise Refused(f"文件内部结构不是{build.words}，请用原软件重新保存后再上传。")
        _check_macros(container)
        return _read_parts(container, build)


def _read_parts(container: Container, build: Build) -> str:
    """Every XML part is parsed, so that none hides entities; only text parts give text."""
    text = XmlText(text=build.text, line=build.line)
    other = XmlText(text=frozenset(), line=frozenset())
    for name in container.members:
        if not name.lower().endswith((".xml", ".rels")):
            continue
        reader = text if build.text_parts.fullmatch(name) else other
        reader.feed(container.pieces(name), keep=frozenset({"Relationship", "Override", "Default"}))
        if name == build.main and reader.root != build.root:
            raise Refused(f"文件内部结构不是{build.words}，请用原软件重新保存后再上传。")
    _check_links(other.attributes)
    return text.lines()


def _check_macros(container: Container) -> None:
    for name in container.members:
        low = name.lower()
        if low.endswith("vbaproject.bin") or "/macrosheets/" in low or "/activex/" in low:
            raise Refused(MACRO)
        if low.endswith("encryptions.xml") or low == "encryptedpackage":
            raise Refused("文件已加密，请取消密码后再上传。")


def _check_links(attributes: list[tuple[str, dict[str, str]]]) -> None:
    for name, found in attributes:
        if name != "Relationship":
            if "macroEnabled" in found.get("ContentType", ""):
                raise Refused(MACRO)
            continue
        kind = found.get("Type", "").rsplit("/", 1)[-1]
        if found.get("TargetMode", "").lower() == "external" and kind in {
            "attachedTemplate",
            "oleObject",
            "frame",
            "subDocument",
            "externalLinkPath",
        }:
            raise Refused("文件引用了外部模板或外部对象，存在安全风险，请断开链接后再上传。")
