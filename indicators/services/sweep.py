"""Takes away bytes that nothing refers to, a day after they came; and bytes of removed proof."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from indicators.choices import BlobState, EvidenceState
from indicators.models import Blob, Evidence
from indicators.services.blobs import erase
from indicators.services.pausing import resting

KEPT_FOR = timedelta(hours=24)
log = logging.getLogger(__name__)


def sweep(*, now: datetime) -> int:
    """Remove unreferenced blobs and forgotten files older than 24 hours; returns how many blobs.

    Each blob goes in its own short transaction, under its row's lock after a second look.
    """
    before = now - KEPT_FOR
    candidates = list(_leftover(before).values_list("pk", flat=True))
    swept = sum(_sweep_one(pk, now) for pk in candidates)
    for pk in Blob.objects.filter(state=BlobState.PURGED).values_list("pk", flat=True):
        finish_purge(pk, now=now)
    _sweep_aside(before)
    return swept


def unreferenced(blobs: QuerySet[Blob]) -> QuerySet[Blob]:
    """Return those of `blobs` that no row of any app needs, by whatever foreign key.

    Removed proof keeps its row as a tombstone, but needs the bytes no more.
    """
    for relation in references():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        if relation.related_model is Evidence:
            rows = rows.exclude(state=EvidenceState.REMOVED)
        blobs = blobs.exclude(Exists(rows))
    return blobs


def references() -> list[ForeignObjectRel]:
    """Return every relation that points at a Blob, hidden ones too."""
    fields = Blob._meta.get_fields(include_hidden=True)
    return [f for f in fields if isinstance(f, ForeignObjectRel) and not f.many_to_many]


def purge(blob: Blob, *, now: datetime) -> bool:
    """Inside a transaction: mark `blob` purged unless something needs it; bytes go after commit.

    Returns whether it was purged.
    """
    locked = Blob.objects.select_for_update().filter(pk=blob.pk)
    if not locked.exists() or not unreferenced(Blob.objects.filter(pk=blob.pk)).exists():
        return False
    Blob.objects.filter(pk=blob.pk).update(state=BlobState.PURGED)
    transaction.on_commit(lambda: finish_purge(blob.pk, now=now))
    return True


@transaction.atomic
def finish_purge(pk: int, *, now: datetime) -> None:
    """Delete the bytes of a purged blob unless the same bytes came again meanwhile.

    While a backup is made they stay; the next sweep deletes them, and previews that were being
    made when the file went.
    """
    if resting(now):
        return
    blob = Blob.objects.select_for_update().filter(pk=pk, state=BlobState.PURGED).first()
    if blob is not None:
        erase(blob)


def _leftover(before: datetime) -> QuerySet[Blob]:
    old = Blob.objects.filter(staged_at__lt=before).exclude(state=BlobState.PURGED)
    return unreferenced(old)


@transaction.atomic
def _sweep_one(pk: int, now: datetime) -> bool:
    """The file goes while the row is locked: a new upload of the same bytes waits for us."""
    if resting(now):
        return False
    if not Blob.objects.select_for_update().filter(pk=pk).exists():
        return False
    blob = _leftover(now - KEPT_FOR).filter(pk=pk).first()
    if blob is None:
        return False
    if blob.evidence.exists():
        return purge(blob, now=now)
    erase(blob)
    blob.delete()
    return True


def _sweep_aside(before: datetime) -> None:
    for path in Path(settings.BLOB_DIR).glob("*/aside/*"):
        try:
            if path.stat().st_mtime < before.timestamp():
                path.unlink()
        except FileNotFoundError:
            log.debug("%s was taken meanwhile", path.name)
