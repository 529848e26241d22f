"""The written list of file types that count as proof."""

from dataclasses import dataclass
from enum import Enum


class Family(Enum):
    """How the inside of a file is built, which decides what is checked."""

    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    OFD = "ofd"
    OLE_WORD = "ole_word"
    OLE_EXCEL = "ole_excel"
    IMAGE = "image"
    VIDEO = "video"


@dataclass(frozen=True)
class FileType:
    """One accepted ending. `magic` are the endings that the magic bytes may be read as."""

    suffix: str
    family: Family
    mime: str
    magic: frozenset[str]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIP = frozenset({"zip", "docx", "xlsx", "pptx", "ofd", "jar", "epub"})
_OLE = frozenset({"doc", "xls", "ppt", "dot", "msi", "wps", "et"})


def _types() -> list[FileType]:
    jpeg = frozenset({"jpg", "jpeg", "jfif"})
    return [
        FileType("pdf", Family.PDF, "application/pdf", frozenset({"pdf", "ai"})),
        FileType("docx", Family.WORD, f"{_OFFICE}wordprocessingml.document", _ZIP),
        FileType("xlsx", Family.EXCEL, f"{_OFFICE}spreadsheetml.sheet", _ZIP),
        FileType("ofd", Family.OFD, "application/ofd", _ZIP),
        FileType("doc", Family.OLE_WORD, "application/msword", _OLE),
        FileType("wps", Family.OLE_WORD, "application/vnd.ms-works", _OLE),
        FileType("xls", Family.OLE_EXCEL, "application/vnd.ms-excel", _OLE),
        FileType("et", Family.OLE_EXCEL, "application/vnd.ms-excel", _OLE),
        FileType("jpg", Family.IMAGE, "image/jpeg", jpeg),
        FileType("jpeg", Family.IMAGE, "image/jpeg", jpeg),
        FileType("png", Family.IMAGE, "image/png", frozenset({"png", "apng"})),
        FileType("heic", Family.IMAGE, "image/heic", frozenset({"heic", "heif", "hif", "heix"})),
        FileType("mp4", Family.VIDEO, "video/mp4", frozenset({"mp4", "m4v"})),
    ]


TYPES = {kind.suffix: kind for kind in _types()}
LISTED = "、".join(TYPES)
ACCEPT = ",".join(f".{suffix}" for suffix in TYPES)
