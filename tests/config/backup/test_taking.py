"""A backup holds the database and the files of one moment, or it says that it does not."""

import errno
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from config.backup import manifest, taking
from config.backup.contents import counts
from indicators.models import Blob
from indicators.services.blob_paths import blob_path
from indicators.services.pausing import LEASE, paused
from indicators.services.sweep import finish_purge, sweep
from tests.factories import at
from tests.processes import KILLED, run_together
from units.errors import Refused
from units.models import AuditEntry
from units.services.works import due_works, give_up

pytestmark = pytest.mark.core
LATER = at() + timedelta(days=3)

TAKE = """
from pathlib import Path
from config.backup.taking import take
from tests.factories import at
take(Path({out!r}), clock=at)
"""


def test_it_holds_every_row_and_every_file(scene, backup):
    from django.db import connection

    made = manifest.read(backup)
    assert made.counts == counts(connection)
    assert made.counts["reports_letter"] == 1
    assert {entry.sha256 for entry in made.blobs} == set(
        Blob.objects.values_list("sha256", flat=True)
    )
    assert list(manifest.check(backup, made)) == []
    assert not AuditEntry.objects.filter(sealed=False).exists(), "sealed before it was dumped"
    call_command("verify", str(backup))


@pytest.mark.parametrize("what", ["database.*", "blobs/*/*/*/*"])
def test_one_changed_byte_is_found(backup, what, capsys):
    (path,) = backup.glob(what)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(CommandError, match="1 处问题"):
        call_command("verify", str(backup))
    assert path.relative_to(backup).as_posix() in capsys.readouterr().out


def test_a_changed_manifest_is_found(backup):
    path = backup / manifest.NAME
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["counts"]["units_user"] += 1
    path.write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(CommandError, match="被改动过"):
        call_command("verify", str(backup))


def test_a_lost_and_a_foreign_file_are_found(backup, capsys):
    (path,) = backup.glob("blobs/*/*/*/*")
    path.rename(backup / "elsewhere")
    with pytest.raises(CommandError, match="2 处问题"):
        call_command("verify", str(backup))
    assert "缺少" in (said := capsys.readouterr().out)
    assert "elsewhere 不在清单中" in said


def test_files_lost_before_the_backup_are_named_and_the_rest_is_saved(scene, tmp_path, capsys):
    blob = Blob.objects.get(state="live")
    blob_path(blob).write_bytes(b"changed")
    with pytest.raises(CommandError, match="1 个文件在备份前已缺失或损坏"):
        call_command("backup", "--out", str(tmp_path / "b"), "--json")
    assert json.loads(capsys.readouterr().out)["damaged"] == [
        f"{blob.county_id}/{blob.sha256[:2]}/{blob.sha256[2:4]}/{blob.sha256}"
    ]
    assert list(manifest.check(tmp_path / "b", manifest.read(tmp_path / "b"))) == []


def test_an_older_backup_is_never_written_over(backup, capsys):
    before = (backup / manifest.NAME).read_bytes()
    with pytest.raises(CommandError, match="不是空目录"):
        call_command("backup", "--out", str(backup))
    assert (backup / manifest.NAME).read_bytes() == before


def test_a_full_disk_is_said_and_leaves_no_manifest(scene, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(taking, "copy_hashed", full)
    with pytest.raises(Refused, match="No space left"):
        taking.take(tmp_path / "b", clock=at)
    assert not (tmp_path / "b" / manifest.NAME).exists()
    with paused(at()):
        pass  # the pause was given back


def test_nothing_is_swept_meanwhile(scene):
    blob = Blob.objects.create(
        county=scene.county, sha256="0" * 64, size=1, suffix="pdf", staged_at=at()
    )
    gone = Blob.objects.create(
        county=scene.county, sha256="1" * 64, size=1, suffix="pdf", state="purged", staged_at=at()
    )
    path = blob_path(gone)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    with paused(LATER):
        assert sweep(now=LATER) == 0
        finish_purge(gone.pk, now=LATER)
        assert path.exists()
    assert sweep(now=LATER) == 1
    assert not path.exists()
    assert not Blob.objects.filter(pk=blob.pk).exists()


def test_two_backups_at_once_are_one_too_many(scene):
    with paused(at()), pytest.raises(Refused, match="另一个备份"), paused(at()):
        pass


@pytest.mark.race
@pytest.mark.parametrize("point", ["after_dump", "before_manifest"])
def test_a_power_cut_leaves_half_a_backup_that_nobody_takes(
    scene, environment_of_tests, tmp_path, point
):
    out = tmp_path / "half"
    ends = run_together([TAKE.format(out=str(out))], environment_of_tests | {"FAULT_AT": point})
    assert ends[0][0] == KILLED, ends
    for command in ("verify", "restore"):
        with pytest.raises(CommandError, match="没有做完"):
            call_command(command, str(out))
    assert sweep(now=LATER) == 0
    taking.take(tmp_path / "next", clock=lambda: at() + LEASE + timedelta(minutes=1))


def test_the_pause_of_a_dead_backup_ends_with_its_lease(scene):
    pause = paused(at())
    pause.__enter__()
    after = at() + LEASE + timedelta(minutes=1)
    assert due_works(after) == []
    give_up(after)
    with paused(after):
        pass
