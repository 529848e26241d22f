"""`restore DIR`: a backup into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from config.backup.restoring import examine, restore
from units.management.options import as_json, refusals


class Command(BaseCommand):
    """Exit 1, with nothing in the database changed, when it may not or cannot be done."""

    help = "把备份恢复到空的环境"
    # The database may have no tables yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where from."""
        parser.add_argument("folder", type=Path, help="备份目录")
        parser.add_argument("--dry-run", action="store_true", help="只检查能否恢复")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, or only look."""
        folder, dry = options["folder"].absolute(), options["dry_run"]
        with refusals():
            made = examine(folder) if dry else restore(folder)
        rows, files = sum(made.counts.values()), len(made.blobs)
        if options["json"]:
            facts = {"made_at": made.made_at, "rows": rows, "files": files, "restored": not dry}
            self.stdout.write(as_json(facts))
        elif dry:
            self.stdout.write(f"可以恢复：{made.made_at} 的备份，{rows}行数据，{files}个文件。")
        else:
            self.stdout.write(
                f"已恢复 {made.made_at} 的备份：{rows}行数据，{files}个文件。请运行 manage.py verify 核对。"
            )
