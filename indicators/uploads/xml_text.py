"""XML parts read by expat: no document type, no entities, UTF-8 only; text line by line."""

import re
from collections.abc import Iterable
from xml.parsers import expat

from units.errors import Refused

MAX_ELEMENTS = 3_000_000  # bounds the time
MAX_DEPTH = 200
MAX_TEXT = 20_000_000  # characters kept
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


class XmlText:
    """Collects the text inside `text` elements; each end of a `line` element ends a line."""

    def __init__(self, *, text: frozenset[str], line: frozenset[str]) -> None:
        self.root = ""
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self._text, self._line = text, line
        self._parts: list[str] = []
        self._size = self._elements = self._depth = self._inside = 0

    def feed(self, pieces: Iterable[bytes], *, keep: frozenset[str] = frozenset()) -> None:
        """Parse one part; attributes of `keep` elements are kept. Raises Refused."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _doctype
        parser.EntityDeclHandler = _doctype
        parser.StartElementHandler = lambda tag, found: self._start(tag, found, keep)
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._depth = self._inside = 0
        self.root = ""
        try:
            first = True
            for piece in pieces:
                if first:
                    _check_encoding(piece)
                first = False
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("文件内部内容已损坏，请用原软件重新保存后再上传。") from error

    def lines(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    def _start(self, tag: str, attributes: dict[str, str], keep: frozenset[str]) -> None:
        name = _local(tag)
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise Refused("文件内部内容过多或层级过深，请拆分后再上传。")
        self.root = self.root or name
        if name in self._text:
            self._inside += 1
        if name in keep:
            self.attributes.append((name, attributes))

    def _end(self, tag: str) -> None:
        name = _local(tag)
        self._depth -= 1
        if name in self._text:
            self._inside -= 1
        if name in self._line:
            self._parts.append("\n")

    def _characters(self, part: str) -> None:
        if self._inside and self._size < MAX_TEXT:
            self._size += len(part)
            self._parts.append(part)


def _doctype(*_: object) -> None:
    raise Refused("文件内含外部实体或文档类型声明，存在安全风险，已拒绝。")


def _check_encoding(head: bytes) -> None:
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    foreign = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    if foreign or b"\x00" in head[:1024]:
        raise Refused("文件内部编码异常，请用原软件重新保存后再上传。")


def _local(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]
