"""`parse_plan FILE [--year YYYY] --json`: read a plan and write nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tasks.plan import PlanUnreadable, read_plan
from tasks.plan.jsonform import as_json, words_of
from units import clock
from units.management.options import contents, year
from units.models import County
from units.names import recognizer_of, usual_recognizer


class Command(BaseCommand):
    """Reads a plan; names resolve to the usual county bodies, or those of `--county`."""

    help = "读一份工作要点，只输出结果，不写入任何数据"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the plan's year and the county whose names count."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=year)
        parser.add_argument("--county", default="")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one JSON list, or one line per task."""
        path: Path = options["file"]
        data = contents(path)
        try:
            reading = read_plan(path.name, data, year=options["year"] or clock.today().year)
        except PlanUnreadable as error:
            raise CommandError(str(error)) from error
        recognizer = self._recognizer(options["county"])
        rows = as_json(reading, {word: recognizer.resolve(word) for word in words_of(reading)})
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row['number']} {row['title']}")

    def _recognizer(self, code: str) -> Any:
        if not code:
            return usual_recognizer()
        county = County.objects.filter(code=code).first()
        if county is None:
            raise CommandError(f"没有代码为“{code}”的县(市、区)。")
        return recognizer_of(county)
