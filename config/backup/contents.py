"""What a database holds, as far as a backup must know it."""

from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from indicators.choices import BlobState
from indicators.models import Blob
from indicators.services.blob_paths import place

OURS = ("units", "indicators", "tasks", "reports")


@dataclass(frozen=True)
class Contents:
    """Files by their place below `BLOB_DIR` (→ whether they must be there), counts, migrations."""

    files: dict[str, bool]
    counts: dict[str, int]
    migrations: list[str]


def contents(link: BaseDatabaseWrapper) -> Contents:
    """Read them through `link`: a copy, or a snapshot that does not move meanwhile."""
    with link.cursor() as cursor:
        cursor.execute(
            f"SELECT county_id, sha256, state FROM {Blob._meta.db_table} WHERE state <> %s",
            [BlobState.PURGED.value],
        )
        # A staged file may not have its name yet; no row needs it.
        files = {place(row[0], row[1]): row[2] == BlobState.LIVE for row in cursor.fetchall()}
    return Contents(files, counts(link), migrations(link))


def counts(link: BaseDatabaseWrapper) -> dict[str, int]:
    """Return the number of rows by table of our apps."""
    tables = sorted(m._meta.db_table for app in OURS for m in apps.get_app_config(app).get_models())
    found = {}
    with link.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


def migrations(link: BaseDatabaseWrapper) -> list[str]:
    """Return what was applied, as `app.name`; [] where migrations are not used."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(link).applied_migrations())
