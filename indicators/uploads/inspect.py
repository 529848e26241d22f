"""Everything that is checked inside a file, by type. Run in the limited worker, not in the web."""

import mmap
from typing import BinaryIO

from indicators.uploads.magic import HEAD, check_magic
from indicators.uploads.office import read_container
from indicators.uploads.old_office import read_old_office
from indicators.uploads.pdf import check_pdf
from indicators.uploads.personal import refuse_personal
from indicators.uploads.types import TYPES, Family
from indicators.uploads.video import check_video
from units.errors import Refused
from units.words import refuse_secret

_OLD = (Family.OLE_WORD, Family.OLE_EXCEL)


def check_size(size: int, most: int) -> None:
    """Raise Refused for an empty file or one of more than `most` bytes."""
    if size == 0:
        raise Refused("文件是空的（0 字节），请检查后重新上传。")
    if size > most:
        raise Refused(
            f"文件有 {size // (1024 * 1024)} MB，超过 {most // (1024 * 1024)} MB 的上限，"
            "请压缩或拆分后再上传。"
        )


def inspect(stream: BinaryIO, suffix: str) -> None:
    """Check a file with ending `suffix` from magic to text; raises Refused with one sentence.

    `stream` must be seekable; a PDF must be a real file (it is mapped, not read into memory).
    Photos are checked by being rewritten (`photo.rewrite_photo`), so only their magic is here.
    """
    kind = TYPES[suffix]
    stream.seek(0)
    check_magic(stream.read(HEAD), kind)
    text = ""
    if kind.family is Family.PDF:
        text = _pdf(stream)
    elif kind.family in _OLD:
        text = read_old_office(stream, kind.family)
    elif kind.family is Family.VIDEO:
        check_video(stream)
    elif kind.family is not Family.IMAGE:
        text = read_container(stream, kind.family)
    refuse_secret(text, where="文件正文")
    refuse_personal(text)


def _pdf(stream: BinaryIO) -> str:
    # pdfium is loaded only for a PDF: it is the slow import of the worker.
    from indicators.uploads.pdf_text import pdf_text

    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        check_pdf(data)
    return pdf_text(stream)
