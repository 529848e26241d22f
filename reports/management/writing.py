"""What commands that render documents share: a docx, and a PDF where there can be one."""

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandError

from reports.pdf import PdfFailed, PdfUnavailable, to_pdf

Say = Callable[[str], object]


def write(out: Path, name: str, docx: bytes, pdf: bytes | None) -> dict[str, str | None]:
    """Write `name`.docx and, where given, `name`.pdf into `out`; return their paths by suffix."""
    found: dict[str, str | None] = {"docx": None, "pdf": None}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for suffix, data in (("docx", docx), ("pdf", pdf)):
            if data is not None:
                path = out / f"{name}.{suffix}"
                path.write_bytes(data)
                found[suffix] = str(path)
    except OSError as error:
        raise CommandError(f"不能写入文件夹“{out}”：{error.strerror}。") from error
    return found


def needed_pdf(docx: bytes) -> bytes:
    """Return the PDF; raises CommandError where there can be none."""
    try:
        return to_pdf(docx)
    except (PdfUnavailable, PdfFailed) as error:
        raise CommandError(str(error)) from error


def possible_pdf(docx: bytes, say: Say) -> bytes | None:
    """Return the PDF, or None after saying why there is none."""
    try:
        return to_pdf(docx)
    except (PdfUnavailable, PdfFailed) as error:
        say(str(error))
        return None
