"""`backup --out DIR`: database and files of the same moment."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup.taking import take
from units import clock
from units.management.options import as_json, refusals


class Command(BaseCommand):
    """Exit 1 when it could not be made, or when stored files were already damaged."""

    help = "把数据库和文件备份到一个空目录"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to."""
        parser.add_argument("--out", type=Path, required=True, help="空目录，没有时会新建")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say what is in it."""
        with refusals():
            made = take(options["out"].absolute(), clock=clock.now)
        facts = {
            "out": str(options["out"]),
            "made_at": made.made_at,
            "engine": made.engine,
            "rows": sum(made.counts.values()),
            "files": len(made.blobs),
            "damaged": made.damaged,
        }
        if options["json"]:
            self.stdout.write(as_json(facts))
        else:
            self.stdout.write(
                f"备份完成：{facts['rows']}行数据，{facts['files']}个文件，在 {options['out']}。"
                "SECRET_KEY（或 VAR_DIR/secret-key）不在备份中，请另行保管。"
            )
        if made.damaged:
            raise CommandError(
                f"有 {len(made.damaged)} 个文件在备份前已缺失或损坏，如 {made.damaged[0]}；"
                "请运行 verify 查看，并从较早的备份找回。"
            )
