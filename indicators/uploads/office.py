"""docx, xlsx and ofd: the parts they must have, what they must not carry, and their text."""

import re
from dataclasses import dataclass
from typing import BinaryIO

from indicators.uploads.types import Family
from indicators.uploads.xml_parts import Part, check_xml, text_of
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
    line_ends: re.Pattern[bytes]


def _ends(*names: bytes) -> re.Pattern[bytes]:
    words = b"|".join(names)
    return re.compile(rb"</(?:\w+:)?(?:%b)>|<(?:\w+:)?(?:br|tab)\s*/>" % words)


BUILDS = {
    Family.WORD: Build(
        "Word 文档（.docx）",
        "word/document.xml",
        "document",
        re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
        _ends(b"p", b"tc"),
    ),
    Family.EXCEL: Build(
        "Excel 工作簿（.xlsx）",
        "xl/workbook.xml",
        "workbook",
        re.compile(r"xl/(sharedStrings|worksheets/[^/]+|comments\d*|drawings/[^/]+)\.xml"),
        _ends(b"si", b"c", b"p", b"comment"),
    ),
    Family.OFD: Build(
        "OFD 版式文件",
        "OFD.xml",
        "OFD",
        re.compile(r"Doc_\d+/.*Content\.xml"),
        _ends(b"TextObject"),
    ),
}
_LISTS = frozenset({"Relationship", "Override", "Default"})


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
    text: list[str] = []
    for name in container.members:
        low = name.lower()
        if low.endswith(".rels") or low == "[content_types].xml":
            _check_lists(check_xml(container.pieces(name), keep=_LISTS))
        elif low.endswith(".xml"):
            data = container.read(name)
            part = check_xml([data])
            if name == build.main and part.root != build.root:
                raise Refused(f"文件内部结构不是{build.words}，请用原软件重新保存后再上传。")
            if build.text_parts.fullmatch(name):
                text.append(text_of(data, build.line_ends))
    return "\n".join(text)


def _check_macros(container: Container) -> None:
    for name in container.members:
        low = name.lower()
        if low.endswith("vbaproject.bin") or "/macrosheets/" in low or "/activex/" in low:
            raise Refused(MACRO)
        if low.endswith("encryptions.xml") or low == "encryptedpackage":
            raise Refused("文件已加密，请取消密码后再上传。")


def _check_lists(part: Part) -> None:
    for name, found in part.kept:
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
