"""Zip containers (docx, xlsx, ofd): members are judged by their directory before unpacking."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from units.errors import Refused

MAX_MEMBERS = 5_000
MAX_UNPACKED = 600 * 1024 * 1024  # declared, all members: scans inside may be large
MAX_XML = 64 * 1024 * 1024  # really unpacked, all XML parts
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024  # a small part may be as repetitive as it likes
PIECE = 256 * 1024

DAMAGED = "文件已损坏或不完整，请用原软件重新保存后再上传。"
_PROGRAMS = (".exe", ".dll", ".com", ".bat", ".cmd", ".scr", ".js", ".vbs", ".ps1", ".msi", ".jar")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Container:
    """A checked zip: its members by name, and their bytes under one budget."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._room = MAX_XML
        self.members = _checked(archive.infolist())

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member; Refused once all parts read exceed the budget."""
        with self._archive.open(self.members[name]) as stream:
            while piece := stream.read(PIECE):
                self._room -= len(piece)
                if self._room < 0:
                    raise Refused("文件解压后过大，疑似压缩炸弹，已拒绝。")
                yield piece

    def read(self, name: str) -> bytes:
        """Return all bytes of a member under the same budget."""
        return b"".join(self.pieces(name))


@contextmanager
def open_container(stream: BinaryIO) -> Iterator[Container]:
    """Open a zip for checking; whatever is wrong with it becomes one sentence (Refused)."""
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04":
        raise Refused(DAMAGED)
    try:
        with zipfile.ZipFile(stream) as archive:
            yield Container(archive)
    except Refused:
        raise
    except _FAULTS as error:
        raise Refused(DAMAGED) from error


def _checked(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MAX_MEMBERS:
        raise Refused("文件内部部件过多，结构异常，已拒绝。")
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise Refused("文件解压后过大，疑似压缩炸弹，已拒绝。")
    members: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        name = info.filename.replace("\\", "/")
        _check_member(info, name)
        if name.lower() in folded:
            raise Refused("文件内部部件重名，结构异常，已拒绝。")
        folded.add(name.lower())
        members[name] = info
    return members


def _check_member(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & 0x1:
        raise Refused("文件已加密，请取消密码后再上传。")
    if name.startswith("/") or ".." in name.split("/") or ":" in name:
        raise Refused("文件内部路径异常，已拒绝。")
    if name.lower().endswith(_PROGRAMS):
        raise Refused("文件内夹带可执行程序，已拒绝，请删除后再上传。")
    swollen = info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > RATIO_FROM and swollen:
        raise Refused("文件压缩比异常，疑似压缩炸弹，已拒绝。")
