"""PDF, looked at as bytes: scripts, programs and passwords, also inside packed objects.

An action that runs something names `/JavaScript`, `/Launch` or `/Rendition` (ISO 32000-1, 12.6.4);
a name may be written with #xx escapes (7.3.5), and objects may lie in compressed object streams
(7.5.7). Nobody escapes these names but to hide them.
"""

import re
import zlib
from collections.abc import Iterator
from mmap import mmap

from units.errors import Refused

Data = bytes | mmap
MAX_OBJECTS = 64 * 1024 * 1024  # unpacked, all object streams
MAX_STREAMS = 20_000
MAX_ESCAPES = 200_000
_DICTIONARY = 16 * 1024
_PIECE = 256 * 1024
_LONGEST = 64  # of an escaped name that is looked at

_ACTIVE = {
    b"/JavaScript": "脚本（JavaScript）",
    b"/Launch": "启动程序的动作",
    b"/Rendition": "嵌入的多媒体动作",
}
_HIDDEN = (*_ACTIVE, b"/Encrypt", b"/ObjStm")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = re.compile(rb"[\s/<>\[\]()%]|\Z")
_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+)")
_ODD = "PDF 内部{what}异常，无法检查，请打印为普通 PDF 后再上传。"


def check_pdf(data: Data) -> None:
    """Raise Refused for a PDF that is cut off, locked or active; `data` is the whole file."""
    if data[:5] != b"%PDF-":
        raise Refused("文件内容不是 PDF，请重新导出后再上传。")
    if b"%%EOF" not in data[-4096:]:
        raise Refused("PDF 不完整（缺少结尾），请重新导出后再上传。")
    if next(_places(data, b"/Encrypt"), None) is not None:
        raise Refused("PDF 设有密码或权限限制，请取消加密后再上传。")
    _refuse_active(data)
    room = MAX_OBJECTS
    for start, dictionary in _object_streams(data):
        room = _check_packed(data, start, dictionary, room)


def _refuse_active(data: Data) -> None:
    for name, words in _ACTIVE.items():
        if next(_places(data, name), None) is not None:
            raise Refused(f"PDF 含有{words}，存在安全风险，请打印为普通 PDF 后再上传。")
    for number, escape in enumerate(_ESCAPE.finditer(data)):
        if number > MAX_ESCAPES or _spelled(data, escape.start()).startswith(_HIDDEN):
            raise Refused(_ODD.format(what="名称写法"))


def _places(data: Data, name: bytes) -> Iterator[int]:
    """Yield the ends of `name` where it is a whole name."""
    at = data.find(name)
    while at >= 0:
        end = at + len(name)
        if _END.match(data[end : end + 1]):
            yield end
        at = data.find(name, end)


def _spelled(data: Data, escape: int) -> bytes:
    """Return the name around an escape as a reader understands it, b"" outside a name."""
    window = data[max(0, escape - _LONGEST) : escape + _LONGEST]
    begin = window.rfind(b"/", 0, min(escape, _LONGEST))
    if begin < 0:
        return b""
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), window[begin:])


def _object_streams(data: Data) -> Iterator[tuple[int, bytes]]:
    """Yield where each object stream begins, and its dictionary."""
    for number, end in enumerate(_places(data, b"/ObjStm")):
        stream = _STREAM.search(data, end, end + _DICTIONARY)
        if stream is None or number > MAX_STREAMS:
            raise Refused(_ODD.format(what="结构"))
        before = data[max(0, end - _DICTIONARY) : end]
        yield stream.end(), before[before.rfind(b"obj") + 3 :] + data[end : stream.start()]


def _check_packed(data: Data, start: int, dictionary: bytes, room: int) -> int:
    """Unpack one object stream piece by piece and look for the same names; returns room left."""
    filters = _FILTER.search(dictionary)
    if filters is None:
        return room  # not packed: the search over the whole file has seen it
    plain = filters[1].count(b"/") == 1 and _FLATE.search(filters[1])
    if not plain or b"/Predictor" in dictionary:
        raise Refused(_ODD.format(what="压缩方式"))
    inflater = zlib.decompressobj()
    tail, offset = b"", start
    try:
        while not inflater.eof:
            source = inflater.unconsumed_tail
            if not source:
                source = data[offset : offset + _PIECE]
                offset += len(source)
            if not source:
                break
            piece = inflater.decompress(source, _PIECE)
            room -= len(piece)
            if room < 0:
                raise Refused("PDF 内部对象解压后过大，疑似压缩炸弹，已拒绝。")
            _refuse_active(tail + piece)
            tail = piece[-_LONGEST:]
    except zlib.error:
        return room  # broken packing: readers cannot unpack it either
    return room
