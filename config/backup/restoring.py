"""Brings a backup back, into an empty installation only."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.backup import manifest
from config.backup.contents import counts
from config.backup.engines import engine
from config.backup.manifest import BLOBS, Entry, Manifest
from config.backup.taking import copy_hashed
from indicators.services.pausing import resume
from units.errors import Refused
from units.faults import fault

NAMES = {"sqlite": "内置 SQLite", "postgresql": "PostgreSQL"}
SHOWN = 3


def examine(folder: Path) -> Manifest:
    """Return the manifest if the backup is sound and could be restored here; else raise Refused.

    Nothing is written.
    """
    made = manifest.read(folder)
    if made.engine != engine().name:
        here, there = NAMES[engine().name], NAMES.get(made.engine, made.engine)
        raise Refused(f"备份来自 {there}，这里用的是 {here}，请按备份的数据库设置 DATABASE_URL。")
    if newer := sorted(set(made.migrations) - _known()):
        raise Refused(f"备份来自更新的版本（{newer[-1]}），请先升级程序再恢复。")
    _refuse_unless_empty(made)
    if broken := list(islice(manifest.check(folder, made), SHOWN)):
        raise Refused("备份已损坏，没有恢复：" + "".join(broken))
    return made


def restore(folder: Path) -> Manifest:
    """Copy the files, then put the database in place as the last step; returns the manifest.

    Raises Refused with nothing in the database changed. A restore that was cut off can simply be
    run again: files that are there already are those of the backup.
    """
    made = examine(folder)
    try:
        for entry in made.blobs:
            _bring(folder, entry)
        os.sync()
        fault("before_load")
        engine().load(folder / made.database.path)
    except OSError as error:
        raise Refused(f"恢复没有完成：{error.strerror or error}，请检查磁盘后重新恢复。") from error
    if counts(connection) != made.counts:
        raise Refused("恢复后的行数与备份清单不一致，请不要使用，换一份备份重新恢复。")
    resume()
    if _known() - set(made.migrations) and made.migrations:
        call_command("migrate", interactive=False, verbosity=0)
    return made


def _bring(folder: Path, entry: Entry) -> None:
    target = Path(settings.BLOB_DIR) / entry.path.removeprefix(f"{BLOBS}/")
    aside = target.with_name(f"{target.name}.restoring")
    digest, _ = copy_hashed(folder / entry.path, aside)
    if digest != entry.sha256:
        raise Refused(f"备份中的 {entry.path} 在读取时出错，没有恢复，请检查存放备份的磁盘。")
    aside.replace(target)


def _known() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def _refuse_unless_empty(made: Manifest) -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    ours = {*connection.introspection.django_table_names(), "django_migrations"}
    if foreign := sorted(tables - ours):
        raise Refused(f"数据库里有别的数据表（{foreign[0]}），请指向一个空数据库。")
    for label in ("units.County", "units.User"):
        model = apps.get_model(label)
        if model._meta.db_table in tables and model._default_manager.exists():
            raise Refused("这里已经有数据，只能恢复到空的环境：请指向一个空数据库和空的 BLOB_DIR。")
    expected = {entry.path.removeprefix(f"{BLOBS}/") for entry in made.blobs}
    if stranger := next((name for name in _files() if name not in expected), None):
        raise Refused(f"文件目录不是空的（{stranger}），请把 BLOB_DIR 指向空目录。")


def _files() -> Iterator[str]:
    root = Path(settings.BLOB_DIR)
    for path in sorted(root.rglob("*")) if root.exists() else ():
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".restoring":
            yield path.relative_to(root).as_posix()
