"""An installation with something in it, its backup, and an empty one elsewhere."""

import contextlib
import os
from datetime import timedelta

import pytest
from django.db import connection

from config.backup.taking import take
from reports.services.letters.rendering import make_docx
from tests.factories import at
from tests.processes import run_manage
from tests.reports.factories import Scene

MORE = timedelta(hours=2)


@pytest.fixture
def scene(transactional_db, settings, tmp_path):
    """A county with one issued letter and its file, in a file store of its own."""
    settings.BLOB_DIR = tmp_path / "blobs"
    scene = Scene()
    make_docx(scene.issued(), now=at())
    return scene


@pytest.fixture
def backup(scene, tmp_path):
    """The directory of a sound backup of the scene."""
    take(tmp_path / "backup", clock=at)
    return tmp_path / "backup"


@pytest.fixture
def elsewhere(environment_of_tests, tmp_path):
    """Run a command on an empty installation: gives a function of its words."""
    with empty_database(tmp_path) as url:
        environment = environment_of_tests | {
            "DATABASE_URL": url,
            "VAR_DIR": str(tmp_path / "elsewhere"),
            "REDIS_URL": "",
        }
        yield lambda *words, **more: run_manage(*words, environment=environment | more)


@contextlib.contextmanager
def empty_database(folder):
    """Give the DATABASE_URL of a database without tables."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'elsewhere.sqlite3'}"
        return
    name = f"elsewhere_{os.getpid()}"
    run(f"CREATE DATABASE {name}")
    yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    run(f"DROP DATABASE {name}")


def run(sql):
    """Run one statement outside any transaction."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
