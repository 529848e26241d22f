"""mp4: the boxes of the file (ISO/IEC 14496-12) must fill it and hold a film."""

import struct
from typing import BinaryIO

from units.errors import Refused

MAX_BOXES = 100_000
_DAMAGED = "视频文件已损坏或不完整，请重新导出为 .mp4 后再上传。"


def check_video(stream: BinaryIO) -> None:
    """Raise Refused unless the top-level boxes add up and contain `ftyp`, `moov`, `mdat`."""
    length = stream.seek(0, 2)
    offset, kinds = 0, set[bytes]()
    for _ in range(MAX_BOXES):
        if offset >= length:
            break
        size, kind = _box(stream, offset, length)
        kinds.add(kind)
        offset += size
    if offset != length or not kinds >= {b"ftyp", b"moov", b"mdat"}:
        raise Refused(_DAMAGED)


def _box(stream: BinaryIO, offset: int, length: int) -> tuple[int, bytes]:
    stream.seek(offset)
    head = stream.read(16)
    if len(head) < 8:
        raise Refused(_DAMAGED)
    size, kind = struct.unpack_from(">I4s", head)
    if size == 1 and len(head) == 16:
        size = struct.unpack_from(">Q", head, 8)[0]
    elif size == 0:
        size = length - offset
    if size < 8 or offset + size > length:
        raise Refused(_DAMAGED)
    return size, kind
