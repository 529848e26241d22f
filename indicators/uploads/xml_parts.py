"""XML parts of office files: well-formed, UTF-8, no document type, no entities; and their text.

Parsing and stripping run in C over the whole part, so a part at the size limit costs no more than
a fraction of a second.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from units.errors import Refused

MAX_KEPT = 100_000
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_TAG = re.compile(rb"<[^>]*>")
_FIELD_CODE = re.compile(rb"<w:instrText[^>]*>[^<]*</w:instrText>")
_DAMAGED = "文件内部内容已损坏，请用原软件重新保存后再上传。"


@dataclass
class Part:
    """The name of the root element, and the attributes of the elements asked for."""

    root: str = ""
    kept: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def check_xml(pieces: Iterable[bytes], *, keep: frozenset[str] = frozenset()) -> Part:
    """Parse one part; raises Refused when it is damaged, foreign or declares a document type.

    keep: names of elements whose attributes are wanted (small parts only).
    """
    part = Part()
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rsplit(":", 1)[-1]
        part.root = part.root or name
        if name in keep:
            part.kept.append((name, attributes))
        if len(part.kept) > MAX_KEPT:
            raise Refused("文件内部内容过多，请拆分后再上传。")
        if not keep:
            parser.StartElementHandler = None  # only the root was wanted

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _doctype
    try:
        for number, piece in enumerate(pieces):
            if number == 0:
                _check_encoding(piece)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(_DAMAGED) from error
    return part


def text_of(data: bytes, line_ends: re.Pattern[bytes]) -> str:
    """Return the text of a checked part, a line feed at each of `line_ends`, field codes left out.

    Runs of one word that are split by formatting come together again.
    """
    lines = line_ends.sub(b"\n", _FIELD_CODE.sub(b"", data))
    return unescape(_TAG.sub(b"", lines).decode("utf-8", "replace"))


def _doctype(*_: object) -> None:
    raise Refused("文件内含外部实体或文档类型声明，存在安全风险，已拒绝。")


def _check_encoding(head: bytes) -> None:
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    foreign = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    if foreign or b"\x00" in head[:1024]:
        raise Refused("文件内部编码异常，请用原软件重新保存后再上传。")
