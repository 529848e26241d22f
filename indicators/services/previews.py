"""Previews: made once by the limited worker, kept beside the blob, never the original bytes."""

import logging
from pathlib import Path
from typing import Literal
from uuid import uuid4

from indicators.models import Blob
from indicators.previews import sandbox
from indicators.services.blob_paths import preview_folder
from indicators.services.blobs import NOT_STORED, open_blob
from indicators.uploads.types import TYPES, Family
from units.errors import Refused

Kind = Literal["pages", "picture", "text", "none"]
_KINDS: dict[Family, Kind] = {
    Family.PDF: "pages",
    Family.IMAGE: "picture",
    Family.WORD: "text",
    Family.EXCEL: "text",
    Family.OFD: "text",
}
log = logging.getLogger(__name__)


def preview_kind(blob: Blob) -> Kind:
    """Return how a blob can be looked at; video and the old formats only by download."""
    kind = TYPES.get(blob.suffix)
    return _KINDS.get(kind.family, "none") if kind else "none"


def page_count(blob: Blob) -> int:
    """Return the number of pages of a PDF; raises Refused when it cannot be opened."""
    return int(_made(blob, "count").read_text())


def page_picture(blob: Blob, number: int) -> Path:
    """Return the PNG of page `number` (from 1), at most 1000 pixels wide; raises Refused."""
    return _made(blob, "page", number)


def picture(blob: Blob) -> Path:
    """Return the PNG of a photo, at most 1000 pixels wide; raises Refused."""
    return _made(blob, "picture")


def text(blob: Blob) -> str:
    """Return the text of a docx, xlsx or ofd, to be escaped by the page; raises Refused."""
    return _made(blob, "text").read_text(encoding="utf-8")


def _made(blob: Blob, verb: str, number: int | None = None) -> Path:
    """Return the kept result of the worker's `verb`, making it if it is not there yet."""
    numbers = [] if number is None else [str(number)]
    path = preview_folder(blob) / "-".join([verb, *numbers])
    if path.exists():
        return path
    with open_blob(blob) as source, sandbox.run(verb, source, blob.suffix, *numbers) as result:
        data = result.read()
    aside = path.with_name(f"{uuid4().hex}.aside")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        aside.replace(path)
    except OSError as error:
        log.exception("a preview could not be kept")
        raise Refused(NOT_STORED) from error
    return path
