"""Bytes: once per hash, nothing half-done, live only with the business row."""

import errno
import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest

from indicators.choices import BlobState
from indicators.models import Blob
from indicators.services import blobs
from indicators.services.blob_paths import blob_path
from tests.indicators.factories import make_county
from units.errors import Conflict, Refused

pytestmark = pytest.mark.core
DATA = "法治政府建设".encode()


def stored(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_bytes_lie_under_county_and_hash(county, now, blob_dir):
    blob = blobs.stage(county=county, stream=DATA, suffix="pdf", now=now)
    digest = hashlib.sha256(DATA).hexdigest()
    expected = blob_dir / str(county.pk) / digest[:2] / digest[2:4] / digest
    assert stored(blob_dir) == [expected]
    assert expected.read_bytes() == DATA
    assert (blob.sha256, blob.size, blob.state) == (digest, len(DATA), BlobState.STAGED)


def test_same_bytes_are_stored_once_per_county(county, now, blob_dir):
    first = blobs.stage(county=county, stream=DATA, suffix="pdf", now=now)
    again = blobs.stage(county=county, stream=DATA, suffix="pdf", now=now + timedelta(hours=2))
    other = blobs.stage(county=make_county("邻县"), stream=DATA, suffix="pdf", now=now)
    assert again.pk == first.pk
    assert again.staged_at == now + timedelta(hours=2)
    assert other.pk != first.pk
    assert len(stored(blob_dir)) == 2


def test_keep_makes_it_live_and_a_second_stage_leaves_it_live(county, now):
    blob = blobs.stage(county=county, stream=DATA, suffix="pdf", now=now)
    blobs.keep(blob)
    again = blobs.stage(county=county, stream=DATA, suffix="pdf", now=now)
    assert again.state == BlobState.LIVE


def test_keep_after_the_sweep_is_a_conflict(county, now):
    blob = blobs.stage(county=county, stream=DATA, suffix="pdf", now=now)
    Blob.objects.filter(pk=blob.pk).delete()
    with pytest.raises(Conflict, match="重新上传"):
        blobs.keep(blob)


def test_read_checked_gives_the_bytes_and_finds_one_changed(county, now):
    blob = blobs.stage(county=county, stream=DATA, suffix="docx", now=now)
    assert blobs.read_checked(blob) == DATA
    blob_path(blob).write_bytes(DATA[:-1] + b"x")
    with pytest.raises(Refused, match="校验值不一致"):
        blobs.read_checked(blob)


def test_lost_file_is_a_sentence(county, now):
    blob = blobs.stage(county=county, stream=DATA, suffix="docx", now=now)
    blob_path(blob).unlink()
    with pytest.raises(Refused, match="暂时无法打开"):
        blobs.open_blob(blob)


def test_lost_file_is_healed_by_the_same_upload(county, now):
    blob = blobs.stage(county=county, stream=DATA, suffix="docx", now=now)
    blob_path(blob).unlink()
    blobs.stage(county=county, stream=DATA, suffix="docx", now=now)
    assert blobs.read_checked(blob) == DATA


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_full_disk_leaves_nothing(county, now, blob_dir, monkeypatch, step):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Refused, match="存储空间不足"):
        blobs.stage(county=county, stream=DATA, suffix="pdf", now=now)
    assert stored(blob_dir) == []
    assert not Blob.objects.filter(state=BlobState.LIVE).exists()


def test_storage_that_is_no_folder_is_a_sentence(county, now, settings, tmp_path):
    settings.BLOB_DIR = tmp_path / "file"
    settings.BLOB_DIR.write_text("")
    with pytest.raises(Refused, match="没有保存"):
        blobs.stage(county=county, stream=DATA, suffix="pdf", now=now)
