"""Makes a backup: pause the sweep, dump the database, then copy the files it speaks of."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from config.backup import manifest
from config.backup.engines import engine
from config.backup.manifest import BLOBS, Entry, Manifest
from indicators.services.pausing import paused
from units.errors import Refused
from units.faults import fault
from units.services.sealing import seal

PIECE = 1024 * 1024
HOLD_EVERY = 500
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Copied:
    """The files copied, and those that were missing or not what their name says."""

    entries: list[Entry]
    damaged: list[str]


def take(out: Path, *, clock: Clock) -> Manifest:
    """Write a backup to `out` (new or empty) and return its manifest.

    Bytes are never changed once stored and none is removed meanwhile, so files copied after the
    dump are those of its moment. Raises Refused, leaving a directory without manifest, when the
    disk is full or the database cannot be dumped.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refused(f"{out} 不是空目录，请换一个目录，旧的备份不会被覆盖。")
    now = clock()
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        with paused(now) as hold:
            seal(now)
            made = _write(out, now, lambda: hold(clock()))
    except OSError as error:
        raise Refused(
            f"备份没有完成：{error.strerror or error}，请检查 {out} 所在的磁盘。"
        ) from error
    return made


def _write(out: Path, now: datetime, hold: Callable[[], None]) -> Manifest:
    kind = engine()
    dump = out / kind.filename
    held = kind.dump(dump)
    fault("after_dump")
    copied = _copy(out / BLOBS, held.files, hold)
    fault("before_manifest")
    made = Manifest(
        made_at=now.isoformat(),
        engine=kind.name,
        database=Entry(dump.name, *manifest.sha256(dump)),
        migrations=held.migrations,
        counts=held.counts,
        blobs=copied.entries,
        damaged=copied.damaged,
    )
    manifest.write(out, made)
    return made


def _copy(folder: Path, files: dict[str, bool], hold: Callable[[], None]) -> Copied:
    copied = Copied([], [])
    for n, (place, needed) in enumerate(sorted(files.items())):
        if n % HOLD_EVERY == 0:
            hold()
        source, target = Path(settings.BLOB_DIR) / place, folder / place
        if not source.is_file():
            if needed:
                copied.damaged.append(place)
            continue
        digest, size = copy_hashed(source, target)
        copied.entries.append(Entry(f"{BLOBS}/{place}", digest, size))
        if digest != target.name:
            copied.damaged.append(place)
    return copied


def copy_hashed(source: Path, target: Path) -> tuple[str, int]:
    """Copy one file, making its folders, and return digest and size of what was read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reader, target.open("wb") as writer:
        while piece := reader.read(PIECE):
            digest.update(piece)
            size += len(piece)
            writer.write(piece)
    shutil.copystat(source, target)
    return digest.hexdigest(), size
