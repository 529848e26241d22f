"""What pdfium sees in a PDF: whether it opens at all, its scripts, its text."""

import time
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from units.errors import Refused

MAX_PAGES = 5_000
TEXT_SECONDS = 6.0  # a thick scan is read as far as the time allows
MAX_TEXT = 5_000_000


def open_pdf(stream: BinaryIO) -> pypdfium2.PdfDocument:
    """Return the opened document; raises Refused for a damaged, locked or empty one."""
    try:
        document = pypdfium2.PdfDocument(stream)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("PDF 设有打开密码，请取消密码后再上传。") from error
        raise Refused("PDF 已损坏，无法打开，请重新导出后再上传。") from error
    if not 0 < pages <= MAX_PAGES:
        raise Refused(f"PDF 页数异常（{pages} 页），请检查或拆分后再上传。")
    return document


def pdf_text(stream: BinaryIO) -> str:
    """Return the text of the pages, as far as time and size limits allow."""
    document = open_pdf(stream)
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise Refused("PDF 含有脚本（JavaScript），存在安全风险，请打印为普通 PDF 后再上传。")
    parts: list[str] = []
    size, until = 0, time.monotonic() + TEXT_SECONDS
    try:
        for number in range(len(document)):
            page = document[number]
            part = page.get_textpage().get_text_bounded()
            page.close()
            parts.append(part)
            size += len(part)
            if size > MAX_TEXT or time.monotonic() > until:
                break
    except pypdfium2.PdfiumError as error:
        raise Refused("PDF 有页面无法打开，请重新导出后再上传。") from error
    return "\n".join(parts)
