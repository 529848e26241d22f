"""Ending = magic bytes: a file must begin as its name says."""

import puremagic

from indicators.uploads.types import FileType
from units.errors import Refused

HEAD = 4096
_KNOWN_STARTS = {
    b"MZ": "Windows 程序",
    b"\x7fELF": "Linux 程序",
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf": "7z 压缩包",
    b"#!": "脚本",
    b"<htm": "网页",
    b"<!DO": "网页",
    b"{\\rtf": "RTF 文档",
    b"GIF8": "GIF 图片",
}


def check_magic(head: bytes, kind: FileType) -> None:
    """Raise Refused unless the first bytes can be read as `kind`.

    head: the first 4 KB of the file (may be shorter).
    """
    if not head:
        raise Refused("文件是空的（0 字节），请检查后重新上传。")
    if not read_as(head) & kind.magic:
        raise Refused(
            f"文件内容与扩展名 .{kind.suffix} 不符{_looks_like(head)}，请用原格式导出后重新上传。"
        )


def read_as(head: bytes) -> frozenset[str]:
    """Return the endings the magic bytes at the start of a file may be read as, without dots."""
    found = frozenset(
        match.extension.lower().removeprefix(".")
        for match in _matches(head)
        if match.extension and match.offset in (0, 4, None)
    )
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"heim"}:
        return (found - {"mp4"}) | {"heic"}
    return found


def _matches(head: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return []


def _looks_like(head: bytes) -> str:
    for start, words in _KNOWN_STARTS.items():
        if head[: len(start)].lower() == start.lower():
            return f"（看起来是{words}）"
    return ""
