"""An upload on its way in: checked, photos rewritten, bytes staged. Slow: never in a transaction."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.core.files import File

from indicators.models import Blob
from indicators.previews import sandbox
from indicators.services import blobs, virus
from indicators.uploads.inspect import check_size
from indicators.uploads.magic import HEAD, check_magic
from indicators.uploads.names import check_name
from indicators.uploads.types import Family, FileType
from units.models import County


@dataclass(frozen=True)
class Prepared:
    """A checked file whose bytes are staged, waiting for its Evidence."""

    blob: Blob
    filename: str


def prepare(*, county: County, upload: "File[bytes]", now: datetime) -> Prepared:
    """Check `upload` and stage its bytes; nothing is stored when it is refused.

    Raises Refused with one sentence naming what is wrong with the file.
    """
    filename, kind = check_name(upload.name or "")
    check_size(upload.size, settings.UPLOAD_MAX_BYTES)
    with _as_file(upload) as source:
        check_magic(source.read(HEAD), kind)
        virus.scan(source)
        if kind.family is Family.IMAGE:
            return _photo(county, source, filename, kind, now)
        sandbox.run("inspect", source, kind.suffix).close()
        source.seek(0)
        blob = blobs.stage(county=county, stream=source, suffix=kind.suffix, now=now)
    return Prepared(blob, filename)


def _photo(
    county: County, source: IO[bytes], filename: str, kind: FileType, now: datetime
) -> Prepared:
    suffix = "png" if kind.suffix == "png" else "jpg"
    with sandbox.run("photo", source, kind.suffix) as picture:
        blob = blobs.stage(county=county, stream=picture, suffix=suffix, now=now)
    return Prepared(blob, f"{filename.rpartition('.')[0]}.{suffix}")


@contextmanager
def _as_file(upload: "File[bytes]") -> Iterator[IO[bytes]]:
    """The upload as a file the worker can be given: Django's own, or a copy of a small one."""
    upload.seek(0)
    if hasattr(upload, "temporary_file_path"):
        with open(upload.temporary_file_path(), "rb") as source:
            yield source
        return
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as copy:
        for piece in upload.chunks():
            copy.write(piece)
        copy.flush()
        copy.seek(0)
        yield copy
