"""A docx into a PDF by LibreOffice: a private profile, a time limit, and no silent failure."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from indicators.previews import sandbox
from reports.faces import FontToolsMissing, environment, faces, missing, substituted
from reports.preview_mark import marked
from units.errors import Refused

__all__ = [
    "PdfFailed",
    "PdfUnavailable",
    "faces",
    "libreoffice",
    "to_pdf",
    "to_pdfs",
]

PREVIEW = "预览"

_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        # the empty side before an imprint is a page too, else all after it is printed wrongly
        "IsSkipEmptyPages": {"type": "boolean", "value": "false"},
    },
    separators=(",", ":"),
)
# LibreOffice reads this flag the other way round: the copy it gets carries the opposite.
_HANGING = re.compile(rb'(<w:overflowPunct w:val=")0(")')
# It breaks Latin text that is marked as Chinese like Chinese, in the middle of a year or a number.
_LATIN = re.compile(rb'(<w:lang w:val=")zh-CN(")')
# And it widens 2026年1月8日 at its five borders of Han and digits, whatever autoSpaceDN says:
# names that are placed by the date's width follow it.
_BY_THE_DATE = re.compile(
    rb'(<w:pStyle w:val="OverDate"/>(?:(?!</w:pPr>).)*?<w:ind w:)(left|right)(=")(\d+)(")'
)
_TAB_BY_THE_DATE = re.compile(
    rb'(<w:pStyle w:val="OverDate"/>(?:(?!</w:pPr>).)*<w:tab w:val="center" w:pos=")(\d+)("/></w:tabs>)'
)
_WIDER = 5 * 64


class PdfUnavailable(RuntimeError):
    """This machine cannot make PDFs; the docx is there all the same."""


class PdfFailed(RuntimeError):
    """The conversion failed; the message is a Chinese sentence for the person waiting for it."""


def libreoffice() -> str | None:
    """Return the path of LibreOffice's command, None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(docx: bytes, *, timeout_s: float = 60) -> bytes:
    """Return the tagged PDF of a docx made by `reports.docx.render`.

    Its key words say so when other faces stand in for the official ones.

    Raises PdfUnavailable without LibreOffice or fontconfig, PdfFailed when it takes longer than
    `timeout_s`, gives no page, or when a character has no glyph in any installed face.
    """
    return to_pdfs([docx], timeout_s=timeout_s)[0]


def to_pdfs(documents: Sequence[bytes], *, timeout_s: float = 60) -> list[bytes]:
    """Return the PDFs of several docx files from one LibreOffice process; raises as `to_pdf`."""
    command = libreoffice()
    if command is None:
        raise PdfUnavailable("服务器未安装LibreOffice，暂不能生成PDF，请下载docx文件。")
    for docx in documents:
        _refuse_missing_glyphs(docx)
    mark = _preview_mark()
    with tempfile.TemporaryDirectory(prefix="pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sources = [folder / f"{n}.docx" for n in range(len(documents))]
        for source, docx in zip(sources, documents, strict=True):
            source.write_bytes(for_libreoffice(docx, mark))
        _convert(command, folder, sources, timeout_s)
        return [_checked(source.with_suffix(".pdf")) for source in sources]


def _preview_mark() -> str:
    """Return the key word for a PDF in stand-in faces, nothing with the official ones."""
    roles = substituted()
    return f"{PREVIEW}（{'、'.join(roles)}以代用字体排印）" if roles else ""


def for_libreoffice(docx: bytes, keywords: str = "") -> bytes:
    """Return a copy of the docx that LibreOffice lays out as Word does the original.

    `keywords` stand among the properties of the PDF of a preview, and 预览 across its sheets.
    """
    named = f"<cp:keywords>{keywords}</cp:keywords></cp:coreProperties>".encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    if keywords:
        core = "docProps/core.xml"
        files[core] = files[core].replace(b"</cp:coreProperties>", named)
        files = marked(files, PREVIEW)
    with zipfile.ZipFile(stream, "w") as new:
        for name, part in files.items():
            data = _HANGING.sub(rb"\g<1>1\2", part)
            data = _LATIN.sub(rb"\g<1>en-US\2", data)
            data = _BY_THE_DATE.sub(_moved, data)
            new.writestr(name, _TAB_BY_THE_DATE.sub(_tab_moved, data))
    return stream.getvalue()


def _moved(found: re.Match[bytes]) -> bytes:
    before, side, equals, twips, after = found.groups()
    moved = int(twips) + (_WIDER if side == b"right" else -_WIDER)
    return b"%b%b%b%d%b" % (before, side, equals, max(moved, 0), after)


def _tab_moved(found: re.Match[bytes]) -> bytes:
    before, twips, after = found.groups()
    return b"%b%d%b" % (before, int(twips) - _WIDER // 2, after)


def _refuse_missing_glyphs(docx: bytes) -> None:
    try:
        lacking = missing(_text(docx))
    except FontToolsMissing as error:
        raise PdfUnavailable(str(error)) from error
    if lacking:
        named = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in lacking[:5])
        raise PdfFailed(
            f"服务器的字体缺少字符{named}，未生成PDF；请安装含有该字的字体，或下载docx文件。"
        )


def _text(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        parts = [n for n in file.namelist() if re.fullmatch(r"word/(document|header\d+)\.xml", n)]
        roots = [etree.fromstring(file.read(name)) for name in parts]
    return "".join(str(piece) for root in roots for piece in root.itertext())


def _convert(command: str, folder: Path, sources: Sequence[Path], timeout_s: float) -> None:
    # two processes on one profile fail without a word, so every process gets its own
    profile = (folder / "profile").as_uri()
    arguments = [f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to"]
    process = subprocess.Popen(
        [command, *arguments, _FILTER, "--outdir", str(folder), *map(str, sources)],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired as error:
        raise PdfFailed(
            f"生成PDF超过{timeout_s:g}秒，已停止，请稍后重试或下载docx文件。"
        ) from error
    finally:
        if process.poll() is None:
            _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the whole group: the command is a script whose child does the work."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _checked(path: Path) -> bytes:
    """The bytes of a PDF that opens; pdfium looks at it in a process of its own (not thread-safe)."""
    if not path.exists():
        raise PdfFailed("LibreOffice没有生成PDF文件，请稍后重试或下载docx文件。")
    try:
        with path.open("rb") as file:
            sandbox.run("count", file, "pdf").close()
    except Refused as error:
        raise PdfFailed("LibreOffice生成的PDF文件已损坏，请稍后重试或下载docx文件。") from error
    return path.read_bytes()
