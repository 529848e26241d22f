"""Before a workbook is read: is it an xlsx at all, and can it be unpacked without harm?

Everything is decided on sizes and names first; parts are then unpacked under a hard limit, and
only the few parts a table reader needs are handed on, in a fresh archive with nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

MAX_BYTES = 20 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_UNPACKED = 300 * 1024 * 1024  # declared, all members: pictures may be large
MAX_PARTS = 48 * 1024 * 1024  # really unpacked: sheets, shared texts, styles
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024  # a small part may be as repetitive as it likes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/styles\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


class WorkbookRefused(ValueError):
    """The file cannot be taken as a table; the text is one Chinese sentence for its sender."""


def unpack_safely(data: bytes, max_bytes: int = MAX_BYTES) -> dict[str, bytes]:
    """The parts of an xlsx that hold its tables, by name, unpacked under the limits above.

    Raises WorkbookRefused for an empty, oversized, encrypted, macro-carrying, damaged or foreign
    file, for an archive that swells beyond the limits and for XML with a document type.
    """
    _check_kind(data, max_bytes)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members)
            return _unpack(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise WorkbookRefused("文件已损坏或不完整，请重新导出为 .xlsx 后再上传。") from error
    except (UnicodeDecodeError, OverflowError, RuntimeError) as error:
        raise WorkbookRefused("文件已损坏，无法读取，请重新导出为 .xlsx 后再上传。") from error


def repack(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as a plain uncompressed archive: what was checked is what will be read."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    target.seek(0)
    return target


def _check_kind(data: bytes, max_bytes: int) -> None:
    if not data:
        raise WorkbookRefused("文件是空的（0 字节），请检查后重新上传。")
    if len(data) > max_bytes:
        limit = max_bytes // (1024 * 1024)
        raise WorkbookRefused(f"文件超过 {limit} MB，请删去图片等无关内容后再上传。")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise WorkbookRefused("文件设有打开密码，请取消密码后再上传。")
        raise WorkbookRefused("这是旧格式文件（.xls 或 .et），请另存为 .xlsx 后再上传。")
    if not data.startswith(b"PK"):
        raise WorkbookRefused("这不是 .xlsx 工作簿，请用 WPS 或 Excel 另存为 .xlsx 后再上传。")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise WorkbookRefused("文件内部结构异常（部件过多），已拒绝读取。")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise WorkbookRefused("文件解压后过大，已拒绝读取，请删去无关内容后再上传。")
    names: set[str] = set()
    for member in members:
        name = member.filename.replace("\\", "/").lower()
        if name in names:
            raise WorkbookRefused("文件内部结构异常（部件重名），已拒绝读取。")
        names.add(name)
        _check_member(member, name)
    if "xl/workbook.xml" not in names:
        raise WorkbookRefused("这不是 .xlsx 工作簿，请用 WPS 或 Excel 另存为 .xlsx 后再上传。")


def _check_member(member: zipfile.ZipInfo, name: str) -> None:
    if member.flag_bits & 0x1:
        raise WorkbookRefused("文件已加密，请取消密码后再上传。")
    if name.endswith("vbaproject.bin") or "/macrosheets/" in name:
        raise WorkbookRefused("文件含有宏，请另存为不含宏的 .xlsx 后再上传。")
    swollen = member.file_size > MAX_RATIO * max(member.compress_size, 1)
    if member.file_size > RATIO_FROM and swollen:
        raise WorkbookRefused("文件压缩比异常，疑似压缩炸弹，已拒绝读取。")


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_PARTS
    for member in members:
        name = member.filename.replace("\\", "/")
        if not _WANTED.fullmatch(name):
            continue
        with archive.open(member) as stream:
            content = stream.read(room + 1)
        room -= len(content)
        if room < 0:
            raise WorkbookRefused("文件解压后过大，已拒绝读取，请删去无关内容后再上传。")
        _check_xml(content)
        parts[name] = content
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise WorkbookRefused("文件含有宏，请另存为不含宏的 .xlsx 后再上传。")
    return parts


def _check_xml(content: bytes) -> None:
    """UTF-8 without a document type: no entities, and no second reading in another encoding."""
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    foreign = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    if foreign or b"\x00" in content:
        raise WorkbookRefused("文件内部编码异常，请用 WPS 或 Excel 重新另存为 .xlsx 后再上传。")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise WorkbookRefused("文件内含外部实体声明，存在安全风险，已拒绝读取。")
