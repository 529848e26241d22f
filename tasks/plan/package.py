"""Opening docx and xlsx packages without harm: sizes first, XML without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tasks.plan.refusal import PlanUnreadable

MAX_MEMBERS = 2_000
MAX_XML = 16 * 1024 * 1024
MAX_TOTAL = 150 * 1024 * 1024
MAX_RATIO = 250
_SMALL = 2 * 1024 * 1024


def open_package(data: bytes) -> zipfile.ZipFile:
    """A zip whose table of contents promises nothing unreasonable.

    Raises PlanUnreadable for a damaged archive, for one with passwords, and for one that would
    unpack to far more than a plan can be (a zip bomb); nothing is unpacked before that is known.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise PlanUnreadable("文件已损坏，打不开，请用 WPS 或 Word 重新保存后再上传。") from error
    members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise PlanUnreadable("文件设有密码，请去掉密码后再上传。")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    swollen = unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1)
    if len(members) > MAX_MEMBERS or unpacked > MAX_TOTAL or swollen:
        raise PlanUnreadable("文件解压后过大，已拒绝读取，请检查文件是否正常。")
    if any(member.file_size > MAX_XML and _is_xml(member.filename) for member in members):
        raise PlanUnreadable("文件内容过大，已拒绝读取，请只上传工作要点或任务分解表部分。")
    return package


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def check_xml(package: zipfile.ZipFile) -> None:
    """Parse every XML member once, so that no other reader meets a broken or hostile one."""
    for name in package.namelist():
        if _is_xml(name):
            read_xml(package, name)


def read_member(package: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of an XML member, or None if there is none; never more than MAX_XML."""
    try:
        with package.open(name) as stream:
            content = stream.read(MAX_XML + 1)
    except KeyError:
        return None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise PlanUnreadable("文件内容已损坏，请用 WPS 或 Word 重新保存后再上传。") from error
    if len(content) > MAX_XML:
        raise PlanUnreadable("文件内容过大，已拒绝读取，请只上传工作要点或任务分解表部分。")
    return content


def read_xml(package: zipfile.ZipFile, name: str) -> Element | None:
    """A member parsed as XML (no DTD, no entities, nothing from outside), or None."""
    content = read_member(package, name)
    if content is None:
        return None
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise PlanUnreadable("文件含有外部引用或实体定义，已拒绝读取。") from error
    except (ParseError, ValueError, LookupError) as error:
        raise PlanUnreadable("文件内容格式有误，请用 WPS 或 Word 重新保存后再上传。") from error
    return root
