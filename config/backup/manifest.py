"""What a backup says of itself, and whether that is true."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from units.errors import Refused

NAME = "manifest.json"
FORMAT = 1
BLOBS = "blobs"


@dataclass(frozen=True)
class Entry:
    """A file of the backup: its path below the backup, sha256 and size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """All of a backup.

    `engine` is sqlite or postgresql; `migrations` are those applied (app.name); `counts` is rows
    by table; `damaged` are files already missing or changed when the backup was made.
    """

    made_at: str
    engine: str
    database: Entry
    migrations: list[str]
    counts: dict[str, int]
    blobs: list[Entry] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest whole or not at all, after everything it speaks of is on the disk."""
    facts = asdict(manifest)
    aside = folder / f"{NAME}.part"
    with aside.open("w", encoding="utf-8") as stream:
        json.dump(facts | {"digest": _digest(facts)}, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    os.sync()
    aside.replace(folder / NAME)


def read(folder: Path) -> Manifest:
    """Return the manifest; raises Refused where there is none, or one that was changed."""
    if not folder.is_dir():
        raise Refused(f"没有找到备份目录 {folder}，请检查路径。")
    path = folder / NAME
    if not path.is_file():
        raise Refused(f"{folder} 里没有 {NAME}：备份没有做完或不是备份目录，请换一份备份。")
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        digest = facts.pop("digest")
        if digest != _digest(facts):
            raise Refused(f"备份清单 {NAME} 被改动过，这份备份不可信，请换一份备份。")
        return _from_json(facts)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"备份清单 {NAME} 不能读取，可能已损坏，请换一份备份。") from error


def check(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield one Chinese sentence for each file that is missing, changed or not of the backup."""
    entries = [manifest.database, *manifest.blobs]
    for entry in entries:
        path = folder / entry.path
        if not path.is_file():
            yield f"备份中缺少 {entry.path}。"
        elif sha256(path) != (entry.sha256, entry.size):
            yield f"备份中的 {entry.path} 与清单的校验值不一致。"
    known = {entry.path for entry in entries} | {NAME}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known:
            yield f"备份目录里的 {name} 不在清单中。"


def sha256(path: Path) -> tuple[str, int]:
    """Return the digest and the size of a file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return digest, path.stat().st_size


def _digest(facts: dict[str, Any]) -> str:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _from_json(facts: dict[str, Any]) -> Manifest:
    if facts["format"] != FORMAT:
        raise Refused("备份由其他版本的法创台制作，请用制作它的版本恢复。")
    database = Entry(**facts.pop("database"))
    return Manifest(database=database, blobs=[Entry(**row) for row in facts.pop("blobs")], **facts)
