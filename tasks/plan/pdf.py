"""Text PDF → lines: page by page, page numbers dropped, broken lines joined."""

from __future__ import annotations

import pypdfium2

from tasks.plan.plaintext import read_plain
from tasks.plan.refusal import PlanUnreadable
from tasks.plan.source import Source

MAX_PAGES = 400


def read_pdf(data: bytes) -> Source:
    """The text layer of a PDF. Raises PlanUnreadable for scans, passwords and damaged files."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PlanUnreadable("PDF 打不开：文件已损坏或设有密码。") from error
    try:
        if len(document) > MAX_PAGES:
            raise PlanUnreadable(f"PDF 超过 {MAX_PAGES} 页，请只上传工作要点部分。")
        text = "\n".join(_page_text(document, index) for index in range(len(document)))
    finally:
        document.close()
    if len(text.split()) < 1:
        raise PlanUnreadable("PDF 里没有文字(可能是扫描件)，请上传 Word 版或粘贴文字。")
    return read_plain(text)


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        page = document[index]
        words: str = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError as error:
        raise PlanUnreadable(f"PDF 第 {index + 1} 页读取失败，请重新导出后再上传。") from error
    return words.replace("\r\n", "\n").replace("\ufffe", "")
