"""The one door: bytes of a file, or pasted text, → a reading."""

from __future__ import annotations

from datetime import date

from tasks.plan.docx import read_docx
from tasks.plan.effort import bounded
from tasks.plan.model import PlanReading
from tasks.plan.package import open_package
from tasks.plan.plaintext import read_plain
from tasks.plan.reader import read_source
from tasks.plan.refusal import PlanUnreadable
from tasks.plan.source import Source
from tasks.plan.xlsx import read_xlsx

MAX_TEXT = 5_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_plan(name: str, data: bytes, *, year: int, today: date | None = None) -> PlanReading:
    """Read a plan from the bytes of a txt, docx, xlsx or text PDF file.

    name: the file's name, used only in messages; what the file is is seen from its bytes.
    year: the plan's year, for dates without one. today: if given, past deadlines are doubted.
    Raises PlanUnreadable with one Chinese sentence; nothing else, whatever the bytes are. The
    libraries below may crash or eat the memory all the same: a stranger's file is read in
    `tasks.plan.worker`.
    """
    with bounded():
        return read_source(_source(name, data), year=year, today=today)


def read_text(text: str, *, year: int, today: date | None = None) -> PlanReading:
    """Read pasted text. Spans are offsets of `text` itself.

    Raises PlanUnreadable only for a text too long, or too far from a plan, to be read in seconds.
    """
    with bounded():
        return read_source(read_plain(text), year=year, today=today)


def _source(name: str, data: bytes) -> Source:
    if not data.strip():
        raise PlanUnreadable("文件是空的，请重新选择文件。")
    if data.startswith(b"%PDF"):
        from tasks.plan.pdf import read_pdf  # a web process must never load pdfium

        return read_pdf(data)
    if data.startswith(_OLD_OFFICE):
        raise PlanUnreadable(
            "这是旧版或加密的 Office 文件，请去掉密码并另存为 .docx 或 .xlsx 后再上传。"
        )
    if data.startswith(b"PK"):
        return _office(data)
    if len(data) > MAX_TEXT:
        raise PlanUnreadable("文本文件过大，请只上传工作要点部分。")
    return read_plain(_decoded(name, data))


def _office(data: bytes) -> Source:
    package = open_package(data)
    names = set(package.namelist())
    if "word/document.xml" in names:
        return read_docx(package)
    if "xl/workbook.xml" in names:
        return read_xlsx(data, package)
    raise PlanUnreadable("不认识的压缩文件，请上传 txt、docx、xlsx 或文字版 PDF。")


def _decoded(name: str, data: bytes) -> str:
    """Text of UTF-8, UTF-16 with a mark, or the Chinese national encoding."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise PlanUnreadable(f"“{name}”不是文本文件，请上传 txt、docx、xlsx 或文字版 PDF。")
