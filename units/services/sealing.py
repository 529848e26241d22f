"""Seal the audit trail in a chain, and find what was changed behind its back.

Each seal holds the digest of the seal before and of the rows it lists, so that one changed byte
breaks it. `previous` is unique: of two sealers at once, one wins and the other does nothing.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from units.models import AuditEntry, AuditSeal

ROWS_PER_SEAL = 500
SEALED_WITHIN = timedelta(minutes=5)
BEGINNING = "0" * 64
FIELDS = (
    "id", "at", "county_id", "user_id", "membership_id", "username", "address",
    "action", "object_type", "object_id", "result",
)  # fmt: skip


def digest(previous: str, rows: Iterable[AuditEntry]) -> str:
    """Return the sha256 over the digest before and the canonical JSON of the rows, in order."""
    sha = hashlib.sha256(previous.encode())
    for row in rows:
        facts = {name: getattr(row, name) for name in FIELDS}
        facts["at"] = row.at.astimezone(UTC).isoformat(timespec="microseconds")
        sha.update(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode())
        sha.update(b"\n")
    return sha.hexdigest()


def seal(now: datetime) -> int:
    """Seal all rows no seal covers yet; returns how many rows this call sealed."""
    total = 0
    while count := _seal_once(now):
        total += count
    return total


def _seal_once(now: datetime) -> int:
    """Add one link to the chain; 0 when nothing is left or another process was faster."""
    try:
        with transaction.atomic():
            last = AuditSeal.objects.order_by("-pk").first()
            rows = list(AuditEntry.objects.unsealed()[:ROWS_PER_SEAL])
            if not rows:
                return 0
            previous = last.digest if last else BEGINNING
            ids = [row.pk for row in rows]
            AuditSeal.objects.create(
                previous=previous, ids=ids, digest=digest(previous, rows), at=now
            )
            AuditEntry.objects.mark_sealed(ids)
            return len(rows)
    except IntegrityError:  # the same link was added by another sealer: its rows are sealed
        return 0


def verify_audit(now: datetime) -> list[str]:
    """Return what is wrong with the trail, one Chinese sentence each; [] when all holds.

    A sealer may be at work meanwhile. It commits a seal and the marks of its rows at once, so
    whatever is seen marked first has its seal by the time the seals are read.
    """
    marked = set(AuditEntry.objects.sealed().values_list("pk", flat=True))
    problems: list[str] = []
    previous, covered = BEGINNING, Counter[int]()
    for link in AuditSeal.objects.order_by("pk").iterator():
        problems += _check_link(link, previous)
        previous = link.digest
        covered.update(link.ids)
    return problems + _check_cover(marked, covered) + _check_delay(now)


def _check_link(link: AuditSeal, previous: str) -> list[str]:
    found = AuditEntry.objects.in_bulk(link.ids)
    missing = [pk for pk in link.ids if pk not in found]
    if missing:
        return [f"第 {link.pk} 号封条下的审计记录被删除：{_numbers(missing)}。"]
    if link.previous != previous:
        return [f"第 {link.pk} 号封条与前一封条不相接，中间的封条可能被删除。"]
    if link.digest != digest(previous, [found[pk] for pk in link.ids]):
        return [f"第 {link.pk} 号封条（记录 {link.ids[0]} 至 {link.ids[-1]}）与内容不符。"]
    return []


def _check_cover(marked: set[int], covered: Counter[int]) -> list[str]:
    loose = sorted(marked - covered.keys())
    return [f"审计记录标为已封存，却没有封条：{_numbers(loose)}。"] if loose else []


def _check_delay(now: datetime) -> list[str]:
    late = AuditEntry.objects.unsealed_since(now - SEALED_WITHIN).count()
    return [f"有 {late} 条审计记录超过 5 分钟没有封存，请检查后台进程。"] if late else []


def _numbers(ids: Sequence[int]) -> str:
    shown = "、".join(str(pk) for pk in ids[:5])
    return shown if len(ids) <= 5 else f"{shown} 等 {len(ids)} 条"
