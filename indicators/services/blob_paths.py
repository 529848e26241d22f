"""Where bytes lie: `BLOB_DIR/<county>/<ab>/<cd>/<sha256>`, previews beside them."""

import os
import shutil
from pathlib import Path

from django.conf import settings

from indicators.models import Blob


def blob_path(blob: Blob) -> Path:
    """Return where the bytes of `blob` lie."""
    return Path(settings.BLOB_DIR) / place(blob.county_id, blob.sha256)


def place(county_id: int, sha256: str) -> str:
    """Return where bytes lie below `BLOB_DIR`."""
    return f"{county_id}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def preview_folder(blob: Blob) -> Path:
    """Return the folder of the previews of `blob` (may not exist)."""
    path = blob_path(blob)
    return path.with_name(f"{path.name}.preview")


def aside_folder(county_id: int) -> Path:
    """Return where files of a county are written before they have their name."""
    return _county(county_id) / "aside"


def forget_county(county_id: int) -> None:
    """Remove every file of a county whose rows are gone; none there is fine."""
    if _county(county_id).exists():
        shutil.rmtree(_county(county_id))


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _county(county_id: int) -> Path:
    return Path(settings.BLOB_DIR) / str(county_id)
