"""Bytes: written aside, named by their hash, live once business needs them."""

import hashlib
import io
import logging
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import uuid4

from indicators.choices import BlobState
from indicators.models import Blob
from indicators.services.blob_paths import aside_folder, blob_path, preview_folder, sync_folder
from units.errors import Conflict, Refused
from units.faults import fault
from units.models import County

PIECE = 1024 * 1024
NOT_STORED = "文件没有保存：存储空间不足或存储暂时不可用，请联系系统管理员处理后重新上传。"
log = logging.getLogger(__name__)


def stage(*, county: County, stream: IO[bytes] | bytes, suffix: str, now: datetime) -> Blob:
    """Store bytes and return their Blob, `staged` unless it was live already.

    One row per county and hash: bytes that are there are used again. Call it outside the business
    transaction; what no business row refers to is swept a day after `now`.
    Raises Refused when the disk is full or gone; nothing is left behind then.
    """
    source = io.BytesIO(stream) if isinstance(stream, bytes) else stream
    aside = aside_folder(county.pk) / uuid4().hex
    try:
        digest, size = _write(source, aside)
        blob = _row(county, digest, size, suffix, now)
        fault("before_rename")
        _rename(aside, blob_path(blob))
        fault("after_rename")
    except OSError as error:
        log.exception("a file could not be stored")
        raise Refused(NOT_STORED) from error
    finally:
        if aside.is_file():
            aside.unlink()
    return blob


def keep(blob: Blob) -> None:
    """Make a staged blob live, inside the transaction that writes the row that needs it.

    Raises Conflict when the sweep was faster (the file is more than a day old).
    """
    kept = Blob.objects.filter(pk=blob.pk).exclude(state=BlobState.PURGED)
    if not kept.update(state=BlobState.LIVE):
        raise Conflict("文件放置过久已被清理，请重新上传。")
    blob.state = BlobState.LIVE


def open_blob(blob: Blob) -> IO[bytes]:
    """Return the bytes as an open file; raises Refused when they were purged or are missing."""
    if blob.state == BlobState.PURGED:
        raise Refused("该文件已按程序移除，不能再打开。")
    try:
        return blob_path(blob).open("rb")
    except OSError as error:
        log.exception("blob %s cannot be opened", blob.pk)
        raise Refused("文件暂时无法打开，请稍后再试或联系系统管理员。") from error


def read_checked(blob: Blob) -> bytes:
    """Return the bytes of a document after hashing them again; raises Refused if they changed."""
    with open_blob(blob) as stream:
        data = stream.read()
    if hashlib.sha256(data).hexdigest() != blob.sha256:
        log.error("blob %s does not match its hash", blob.pk)
        raise Refused("文件与登记的校验值不一致，可能已损坏，请联系系统管理员从备份恢复。")
    return data


def erase(blob: Blob) -> None:
    """Remove the bytes and previews of `blob` from the disk; missing ones are fine."""
    blob_path(blob).unlink(missing_ok=True)
    if preview_folder(blob).exists():
        shutil.rmtree(preview_folder(blob))


def _write(source: IO[bytes], aside: Path) -> tuple[str, int]:
    """Copy in pieces, hash on the way, force to the disk; returns hash and size."""
    aside.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with aside.open("xb") as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest(), size


def _row(county: County, digest: str, size: int, suffix: str, now: datetime) -> Blob:
    """Return the row of these bytes, its day of staging moved to `now` so the sweep rests.

    The update waits for a sweep that holds the row; if that sweep took it, a new row is made.
    """
    facts = {"size": size, "suffix": suffix, "staged_at": now}
    while True:
        blob, made = Blob.objects.get_or_create(county=county, sha256=digest, defaults=facts)
        if made or _touch(blob, now):
            return blob


def _touch(blob: Blob, now: datetime) -> bool:
    rows = Blob.objects.filter(pk=blob.pk)
    rows.filter(state=BlobState.PURGED).update(state=BlobState.STAGED)
    if not rows.update(staged_at=now):
        return False
    blob.refresh_from_db()
    return True


def _rename(aside: Path, path: Path) -> None:
    """Give the file its name; the same bytes under that name are simply replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside.replace(path)
    sync_folder(path.parent)
