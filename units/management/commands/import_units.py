"""`manage.py import_units FILE --county CODE [--dry-run] [--json]`: bodies or groups."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from units import clock
from units.management.options import as_json, contents, refusals
from units.models import County
from units.services.importing import import_bodies

WORDS = {"units": "单位", "groups": "单位分组"}


class Command(BaseCommand):
    """Read a csv or xlsx of bodies, or of groups, into a county."""

    help = "导入单位或单位分组（csv 或 xlsx），全部成功或全部不动"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("file", type=Path, help="单位表或分组表")
        parser.add_argument("--county", required=True, help="县（市、区）代码")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print what was added and changed."""
        path: Path = options["file"]
        county = County.objects.filter(code=options["county"]).first()
        if county is None:
            raise CommandError(f"没有代码为“{options['county']}”的县（市、区）。")
        data = contents(path)
        with refusals():
            done = import_bodies(
                actor=None,
                county=county,
                data=data,
                filename=path.name,
                now=clock.now(),
                dry_run=options["dry_run"],
            )
        if options["json"]:
            self.stdout.write(as_json(done.as_dict() | {"dry_run": options["dry_run"]}))
            return
        word, verb = WORDS[done.kind], "将" if options["dry_run"] else "已"
        self.stdout.write(f"{verb}新增{word} {len(done.added)} 个，更新 {len(done.changed)} 个")
