"""`verify [DIR]`: hashes, seals, numbering, counts and events replayed to states; or a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup import manifest
from reports.services.verifying import verify
from units import clock
from units.management.options import as_json, refusals

SHOWN = 5


class Command(BaseCommand):
    """Checks everything; exit 1 when something does not hold."""

    help = "核对审计封条、办理过程、计数、文件校验值和文号；给出目录时核对那份备份"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a backup, if it is one that is to be checked, and the form of the output."""
        parser.add_argument("folder", type=Path, nargs="?", help="备份目录")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per check, or JSON."""
        folder: Path | None = options["folder"]
        with refusals():
            found = verify(clock.now()) if folder is None else _of_backup(folder)
        if options["json"]:
            self.stdout.write(as_json(found))
        else:
            for name, said in found.items():
                self.stdout.write(f"{name}：{'正常' if not said else f'{len(said)} 处问题'}")
                for sentence in said[:SHOWN]:
                    self.stdout.write(f"  {sentence}")
        if broken := sum(map(len, found.values())):
            raise CommandError(f"共 {broken} 处问题，请查看上面的说明。")


def _of_backup(folder: Path) -> dict[str, list[str]]:
    made = manifest.read(folder)
    damaged = [f"{place} 在备份前已缺失或损坏。" for place in made.damaged]
    return {"备份文件": list(manifest.check(folder, made)), "备份前的文件": damaged}
