"""`manage.py import_indicators FILE.xlsx --edition NAME [--county CODE] [--dry-run] [--json]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from indicators.choices import Method
from indicators.services.systems import import_system, report
from indicators.sheets.reader import SheetUnreadable, read_indicators
from indicators.sheets.rows import LEVEL_NAMES
from units import clock
from units.access import system_seat
from units.errors import NotDone
from units.management.options import as_json, contents
from units.models import County


class Command(BaseCommand):
    """Take in an official table of indicators, all of it or nothing."""

    help = "导入指标体系（.xlsx）"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("file", type=Path, help="指标体系表（.xlsx）")
        parser.add_argument("--edition", required=True, help="版本名称")
        parser.add_argument("--county", help="县（市、区）代码；只有一个时可不填")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, store unless dry, and print the counts; 1 with one sentence when refused."""
        county = _county(options["county"])
        try:
            table = read_indicators(contents(options["file"]))
        except SheetUnreadable as error:
            raise CommandError(str(error)) from error
        result = report(table, edition=options["edition"])
        if not table.errors:
            stored = self._store(county, options["edition"], table, dry_run=options["dry_run"])
            result |= {} if options["dry_run"] else {"id": stored}
        self.stdout.write(as_json(result) if options["json"] else _words(result))
        if table.errors:
            raise CommandError(f"表中有 {len(table.errors)} 处问题，不能导入。{table.errors[0]}")

    def _store(self, county: County, edition: str, table: Any, *, dry_run: bool) -> int:
        try:
            with transaction.atomic():
                stored = import_system(
                    actor=system_seat(county),
                    county=county,
                    edition=edition,
                    table=table,
                    now=clock.now(),
                )
                transaction.set_rollback(dry_run)
                return stored.pk
        except NotDone as error:
            raise CommandError(error.message) from error


def _county(code: str | None) -> County:
    counties = County.objects.filter(code=code) if code else County.objects.all()
    if counties.count() != 1:
        raise CommandError("请用 --county 给出已有的县（市、区）代码。")
    return counties.get()


def _words(result: dict[str, Any]) -> str:
    levels = [f"{LEVEL_NAMES[int(n)]} {count} 项" for n, count in result["levels"].items()]
    methods = [f"{Method(code).label} {count} 项" for code, count in result["methods"].items()]
    return "，".join([*levels, *methods])
