"""Dumping and loading, for each of the two databases."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Protocol

from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config import env
from config.backup.contents import Contents, contents
from units.errors import Refused

HEAD = 4096


class Engine(Protocol):
    """One kind of database."""

    name: str
    filename: str

    def dump(self, target: Path) -> Contents:
        """Write the database of one moment to `target`; returns what it holds."""

    def load(self, source: Path) -> None:
        """Put the dump in the place of our (empty) database, whole or not at all."""


def engine() -> Engine:
    """Return the kind of database this installation uses."""
    return Sqlite() if settings.EMBEDDED else Postgresql()


class Sqlite:
    """A copy through SQLite's own backup, so that no half-written page is in it."""

    name, filename = "sqlite", "database.sqlite3"

    def dump(self, target: Path) -> Contents:
        """Copy at once; readers and writers go on."""
        with (
            contextlib.closing(sqlite3.connect(_file())) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            # One file, without a write-ahead log beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Refused("数据库文件已损坏，无法备份，请从较早的备份恢复。")
        with _opened(target) as link:
            return contents(link)

    def load(self, source: Path) -> None:
        """Copy aside, then take the name of the database file."""
        connections.close_all()
        target = Path(_file())
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{target.name}.restoring")
        shutil.copyfile(source, aside)
        with aside.open("rb") as stream:
            os.fsync(stream.fileno())
        for left in ("-wal", "-shm"):
            target.with_name(target.name + left).unlink(missing_ok=True)
        aside.replace(target)


class Postgresql:
    """pg_dump and psql, found on the search path."""

    name, filename = "postgresql", "database.sql"

    def dump(self, target: Path) -> Contents:
        """Dump a snapshot and count in the same one."""
        words = ["--no-owner", "--no-privileges", "--encoding=UTF8", f"--file={target}"]
        with _snapshot() as (link, name):
            _run("pg_dump", f"--snapshot={name}", *words)
            return contents(link)

    def load(self, source: Path) -> None:
        """Drop our empty tables and run the dump, all in one transaction."""
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
        connections.close_all()
        words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        with tempfile.TemporaryFile() as script, source.open("rb") as dump:
            if tables:
                quoted = ", ".join(map(connection.ops.quote_name, tables))
                script.write(f"DROP TABLE {quoted} CASCADE;\n".encode())
            # Written by the pg_dump of 17, not known to an older server.
            head = dump.read(HEAD).replace(b"SET transaction_timeout = 0;\n", b"")
            script.write(head)
            shutil.copyfileobj(dump, script)
            script.seek(0)
            _run("psql", *words, "--file=-", stdin=script)


def _file() -> str:
    return str(connection.settings_dict["NAME"])


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BaseDatabaseWrapper]:
    link = connection.copy()
    link.settings_dict["NAME"] = str(path)
    link.settings_dict["OPTIONS"] = {}
    try:
        yield link
    finally:
        link.close()


@contextlib.contextmanager
def _snapshot() -> Iterator[tuple[BaseDatabaseWrapper, str]]:
    """Give a link inside a transaction that sees one moment, and the name others see it by."""
    link = connection.copy()
    try:
        with link.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            name = str(cursor.fetchone()[0])
        yield link, name
    finally:
        link.close()


def _run(program: str, *words: str, stdin: IO[bytes] | None = None) -> None:
    path = shutil.which(program)
    if path is None:
        raise Refused(f"没有找到 {program}，请安装 postgresql-client，版本不低于数据库服务器。")
    done = subprocess.run(
        [path, *words],
        env=env.for_child(**_login()),
        stdin=stdin or subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["没有说明原因"])[0]
        raise Refused(f"{program} 没有完成：{said}")


def _login() -> dict[str, str]:
    """Return how to reach the database, as the variables of libpq: arguments could be seen."""
    given: dict[str, Any] = connection.settings_dict
    facts = {
        "PGDATABASE": given["NAME"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGHOST": given["HOST"],
        "PGPORT": str(given["PORT"] or ""),
        "PGSSLMODE": given.get("OPTIONS", {}).get("sslmode", ""),
        "PGOPTIONS": "",
    }
    return {name: str(value) for name, value in facts.items() if value}
