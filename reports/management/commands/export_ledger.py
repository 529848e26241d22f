"""`export_ledger --campaign ID --out FILE.xlsx`: 任务台账."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.models import Campaign
from reports.services.ledgers import export_ledger
from units import clock
from units.management.options import as_json


class Command(BaseCommand):
    """Writes the ledger of a campaign as of now."""

    help = "导出任务台账"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the campaign and the file."""
        parser.add_argument("--campaign", type=int, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how many parts it holds."""
        campaign = Campaign.objects.filter(pk=options["campaign"]).first()
        if campaign is None:
            raise CommandError(f"没有编号为 {options['campaign']} 的创建批次。")
        out: Path = options["out"]
        try:
            figures = export_ledger(campaign, out, now=clock.now())
        except OSError as error:
            raise CommandError(f"无法写入“{out}”，请核对目录是否存在、是否可写。") from error
        found = {"file": str(out), "parts": figures.total.parts, "overdue": figures.total.overdue}
        if options["json"]:
            self.stdout.write(as_json(found))
        else:
            self.stdout.write(f"已写入 {out}：{found['parts']} 项分工，逾期 {found['overdue']} 项")
