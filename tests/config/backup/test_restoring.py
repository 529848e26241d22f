"""A backup comes back whole, and only into an empty installation."""

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.backup import manifest
from config.backup.restoring import examine
from tests.processes import KILLED
from units.errors import Refused
from units.models import County, User

pytestmark = pytest.mark.core


def rewritten(backup, **facts):
    manifest.write(backup, replace(manifest.read(backup), **facts))


@pytest.fixture
def emptied(backup, settings, tmp_path, monkeypatch):
    """The backup as seen from this installation once it is empty."""
    settings.BLOB_DIR = tmp_path / "nothing"
    monkeypatch.setattr(County.objects, "exists", lambda: False)
    monkeypatch.setattr(User.objects, "exists", lambda: False)
    return backup


def test_everything_comes_back_and_holds(backup, elsewhere):
    done = elsewhere("restore", str(backup), "--json")
    assert done.returncode == 0, done.stderr
    made = manifest.read(backup)
    assert json.loads(done.stdout) == {
        "made_at": made.made_at,
        "rows": sum(made.counts.values()),
        "files": 1,
        "restored": True,
    }
    checked = elsewhere("verify", "--json")
    assert checked.returncode == 0, checked.stderr
    assert set(map(tuple, json.loads(checked.stdout).values())) == {()}
    again = elsewhere("restore", str(backup))
    assert (again.returncode, "已经有数据" in again.stderr) == (1, True)


@pytest.mark.race
def test_a_restore_that_was_cut_off_is_simply_run_again(backup, elsewhere):
    done = elsewhere("restore", str(backup), FAULT_AT="before_load")
    assert done.returncode == KILLED
    done = elsewhere("restore", str(backup))
    assert done.returncode == 0, done.stderr


def test_an_installation_with_data_is_refused(backup):
    rows = County.objects.count()
    with pytest.raises(CommandError, match="只能恢复到空的环境"):
        call_command("restore", str(backup))
    assert County.objects.count() == rows


def test_a_dry_run_finds_nothing_to_say_against_an_empty_one(emptied, capsys):
    call_command("restore", str(emptied), "--dry-run")
    assert "可以恢复" in capsys.readouterr().out


def test_files_of_others_are_refused(emptied, settings):
    settings.BLOB_DIR.mkdir()
    (settings.BLOB_DIR / "old").write_bytes(b"x")
    with pytest.raises(Refused, match="文件目录不是空的（old）"):
        examine(emptied)


def test_tables_of_others_are_refused(emptied):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE somebody_else (id integer)")
    try:
        with pytest.raises(Refused, match="somebody_else"):
            examine(emptied)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE somebody_else")


def test_a_damaged_backup_is_refused(emptied):
    (path,) = emptied.glob("blobs/*/*/*/*")
    path.write_bytes(b"changed")
    with pytest.raises(Refused, match="备份已损坏"):
        examine(emptied)


def test_the_other_database_is_refused(emptied):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    rewritten(emptied, engine=other)
    with pytest.raises(Refused, match="DATABASE_URL"):
        examine(emptied)


def test_a_newer_backup_is_refused(emptied):
    rewritten(emptied, migrations=["units.9999_future"])
    with pytest.raises(Refused, match="9999_future"):
        examine(emptied)


def test_what_is_no_backup_is_refused(tmp_path):
    with pytest.raises(Refused, match="没有做完"):
        examine(tmp_path)
    (tmp_path / manifest.NAME).write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match="不能读取"):
        examine(tmp_path)
    with pytest.raises(Refused, match="没有找到"):
        examine(tmp_path / "nowhere")
