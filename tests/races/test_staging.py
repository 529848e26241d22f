"""Bytes whose process dies: no file without its row, nothing that is not swept, no upload lost."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from indicators.models import Blob
from indicators.services.blob_paths import forget_county
from indicators.services.blobs import read_checked, stage
from indicators.services.sweep import sweep
from reports.services.verifying import verify
from tests import factories as make
from tests.factories import at
from tests.processes import KILLED, run_together

pytestmark = [pytest.mark.core, pytest.mark.race]
DATA = b"%PDF-1.7 proof"
LATER = at() + timedelta(hours=25)
STAGE = f"""
from indicators.services.blob_paths import forget_county
from indicators.services.blobs import stage
from tests.factories import at
from units.models import County
stage(county=County.objects.get(), stream={DATA!r}, suffix="pdf", now=at())
"""


@pytest.fixture
def county(transactional_db):
    county = make.county()
    forget_county(county.pk)  # the other process looks where earlier tests have stored
    return county


def files(settings, county):
    return [p for p in (Path(settings.BLOB_DIR) / str(county.pk)).rglob("*") if p.is_file()]


@pytest.mark.parametrize("point", ["before_rename", "after_rename"])
def test_a_power_cut_while_storing(county, environment_of_tests, settings, point):
    ((ended, words),) = run_together([STAGE], environment_of_tests | {"FAULT_AT": point})
    assert ended == KILLED, words
    assert Blob.objects.get().state == "staged"
    assert verify(at())["文件"] == []
    again = stage(county=county, stream=DATA, suffix="pdf", now=at())
    assert read_checked(again) == DATA
    for path in files(settings, county):
        if path.parent.name == "aside":
            os.utime(path, (0, 0))
    assert sweep(now=LATER) == 1
    assert files(settings, county) == []
    assert not Blob.objects.exists()


def test_the_same_bytes_at_once_are_one_file(county, environment_of_tests, settings):
    ends = run_together([STAGE] * 4, environment_of_tests)
    assert [end for end, _ in ends] == [0] * 4, ends
    assert len(files(settings, county)) == 1
    assert read_checked(Blob.objects.get()) == DATA
