"""The sweep takes what nothing refers to, and only that, and only after a day."""

import os
from datetime import timedelta

import pytest
from django.apps import apps

from indicators.choices import BlobState
from indicators.jobs import sweep_blobs
from indicators.models import Blob
from indicators.services import blobs
from indicators.services.blob_paths import aside_folder, blob_path, preview_folder
from indicators.services.evidence import record_file
from indicators.services.intake import Prepared
from indicators.services.sweep import references, sweep
from tests.indicators.test_blobs import stored

pytestmark = pytest.mark.core
DAY = timedelta(hours=24, minutes=1)


def test_staged_blob_goes_after_a_day_and_not_before(county, now, blob_dir):
    blobs.stage(county=county, stream=b"left", suffix="pdf", now=now)
    assert sweep(now=now + timedelta(hours=23)) == 0
    assert len(stored(blob_dir)) == 1
    assert sweep(now=now + DAY) == 1
    assert stored(blob_dir) == []
    assert not Blob.objects.exists()


def test_referenced_blob_stays(owner, unit, now, today):
    blob = blobs.stage(county=unit.county, stream=b"kept", suffix="pdf", now=now)
    prepared = Prepared(blob, "总结.pdf")
    record_file(actor=owner, unit=unit, prepared=prepared, now=now)
    assert sweep(now=now + DAY) == 0
    blob.refresh_from_db()
    assert blob.state == BlobState.LIVE
    assert blob_path(blob).exists()


def test_live_blob_without_any_row_goes(county, now):
    blob = blobs.stage(county=county, stream=b"orphan", suffix="pdf", now=now)
    blobs.keep(blob)
    assert sweep(now=now + DAY) == 1
    assert not blob_path(blob).exists()


def test_upload_of_the_same_bytes_makes_the_sweep_rest(county, now):
    blobs.stage(county=county, stream=b"again", suffix="pdf", now=now)
    blobs.stage(county=county, stream=b"again", suffix="pdf", now=now + timedelta(hours=20))
    assert sweep(now=now + DAY) == 0


def test_every_foreign_key_to_blob_is_looked_at():
    known = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is Blob
    }
    assert known
    assert {(r.related_model._meta.label, r.field.name) for r in references()} == known


def test_file_forgotten_aside_goes_after_a_day(county, now, blob_dir):
    folder = aside_folder(county.pk)
    folder.mkdir(parents=True)
    (folder / "old").write_bytes(b"half")
    (folder / "new").write_bytes(b"half")
    moment = (now - timedelta(hours=1)).timestamp()
    os.utime(folder / "old", (moment, moment))
    os.utime(folder / "new", (moment + 7200, moment + 7200))
    sweep(now=now + timedelta(hours=23, minutes=30))
    assert [path.name for path in stored(blob_dir)] == ["new"]


def test_purge_cut_short_is_finished(county, now):
    blob = blobs.stage(county=county, stream=b"secret", suffix="pdf", now=now)
    Blob.objects.update(state=BlobState.PURGED)
    sweep(now=now)
    assert not blob_path(blob).exists()
    assert Blob.objects.get().state == BlobState.PURGED


def test_a_preview_made_while_its_file_was_purged_goes_too(county, now):
    blob = blobs.stage(county=county, stream=b"secret", suffix="pdf", now=now)
    Blob.objects.update(state=BlobState.PURGED)
    sweep(now=now)
    preview_folder(blob).mkdir()
    (preview_folder(blob) / "page-1").write_bytes(b"secret picture")
    sweep(now=now)
    assert not preview_folder(blob).exists()


def test_job_bears_its_name_and_runs(db):
    assert sweep_blobs.name == "indicators.sweep_blobs"
    assert sweep_blobs() == 0
