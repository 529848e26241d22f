"""PDF, looked at as bytes: scripts, programs and passwords, also inside packed objects.

An action that runs something names `/JavaScript`, `/Launch` or `/Rendition` (ISO 32000-1, 12.6.4);
a name may be written with #xx escapes, and objects may lie in compressed object streams (7.5.7).
"""

import re
import zlib
from mmap import mmap

from units.errors import Refused

Data = bytes | mmap
MAX_OBJECTS = 64 * 1024 * 1024  # unpacked, all object streams
_DICTIONARY = 4096
_PIECE = 256 * 1024


def _name(word: str) -> bytes:
    letters = (b"(?:%c|#%02x|#%02X)" % (c, c, c) for c in word.encode())
    return b"/" + b"".join(letters) + rb"(?=[\s/<>\[\]()%]|\Z)"


_ACTIVE = {
    "脚本（JavaScript）": re.compile(_name("JavaScript")),
    "启动程序的动作": re.compile(_name("Launch")),
    "嵌入的多媒体动作": re.compile(_name("Rendition")),
}
_ENCRYPT = re.compile(_name("Encrypt"))
_STREAM = re.compile(rb"stream\r?\n")
_PACKED = re.compile(_name("ObjStm"))
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+)")


def check_pdf(data: Data) -> None:
    """Raise Refused for a PDF that is cut off, locked or active; `data` is the whole file."""
    if data[:5] != b"%PDF-":
        raise Refused("文件内容不是 PDF，请重新导出后再上传。")
    if b"%%EOF" not in data[-4096:]:
        raise Refused("PDF 不完整（缺少结尾），请重新导出后再上传。")
    if _ENCRYPT.search(data):
        raise Refused("PDF 设有密码或权限限制，请取消加密后再上传。")
    _refuse_active(data)
    room = MAX_OBJECTS
    for start, dictionary in _object_streams(data):
        room = _check_packed(data, start, dictionary, room)


def _refuse_active(data: Data) -> None:
    for words, pattern in _ACTIVE.items():
        if pattern.search(data):
            raise Refused(f"PDF 含有{words}，存在安全风险，请打印为普通 PDF 后再上传。")


def _object_streams(data: Data) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = before[before.rfind(b"obj") + 3 :]
        if _PACKED.search(dictionary):
            found.append((match.end(), dictionary))
    return found


def _check_packed(data: Data, start: int, dictionary: bytes, room: int) -> int:
    """Unpack one object stream piece by piece and look for the same names; returns room left."""
    filters = _FILTER.search(dictionary)
    if filters is None:
        return room  # not packed: the search over the whole file has seen it
    plain = len(re.findall(rb"/", filters[1])) == 1 and _FLATE.search(filters[1])
    if not plain or b"/Predictor" in dictionary:
        raise Refused("PDF 内部对象的压缩方式不常见，无法检查，请打印为普通 PDF 后再上传。")
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
            tail = piece[-64:]
    except zlib.error:
        return room  # broken packing: readers cannot unpack it either
    return room
