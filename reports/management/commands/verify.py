"""`verify`: hashes, seals, numbering and events replayed to states."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.services.verifying import verify
from units import clock

SHOWN = 5


class Command(BaseCommand):
    """Checks everything; exit 1 when something does not hold."""

    help = "核对审计封条、办理过程、文件校验值和文号"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the output."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per check, or JSON."""
        found = verify(clock.now())
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for name, said in found.items():
                self.stdout.write(f"{name}：{'正常' if not said else f'{len(said)} 处问题'}")
                for sentence in said[:SHOWN]:
                    self.stdout.write(f"  {sentence}")
        broken = sum(map(len, found.values()))
        if broken:
            raise CommandError(f"共 {broken} 处问题，请查看上面的说明。")
