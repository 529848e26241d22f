"""`import_plan FILE --campaign ID --year YYYY`: a plan into draft tasks, all or nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from indicators.models import Campaign
from tasks.models import PlanImport
from tasks.services.plan_import import confirming, reading
from units import clock
from units.access import Seat
from units.errors import NotDone, Refused
from units.management.options import contents, year
from units.models import Membership


class Command(BaseCommand):
    """Reads and confirms a plan under the seat of the office; doubts are listed, not hidden."""

    help = "把工作要点导入为草稿任务，全部导入或全不导入"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and where it goes."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--campaign", type=int, required=True)
        parser.add_argument("--year", type=year, required=True)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and print what was (or would be) written."""
        campaign = Campaign.objects.filter(pk=options["campaign"]).select_related("county").first()
        if campaign is None:
            raise CommandError(f"没有编号为 {options['campaign']} 的创建批次。")
        path: Path = options["file"]
        data = contents(path)
        try:
            with transaction.atomic():
                found = self._import(campaign, path.name, data, options["year"])
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except NotDone as error:
            raise CommandError(error.message) from error
        self._print(found, as_json=options["json"])

    def _import(self, campaign: Campaign, name: str, data: bytes, of: int) -> PlanImport:
        now = clock.now()
        seats = Membership.objects.current(clock.local_date(now)).in_office()
        membership = seats.filter(county=campaign.county).select_related("user", "county").first()
        if membership is None:
            raise Refused("本县还没有依法治县办人员，请先建立账号。")
        seat = Seat(membership.user, membership)
        found = reading.start(campaign, actor=seat, now=now, year=of, filename=name, data=data)
        confirming.confirm(found.pk, actor=seat, now=now, doubts_checked=True, whole_checked=True)
        return found

    def _print(self, found: PlanImport, *, as_json: bool) -> None:
        doubts = [
            {"number": row["number"], "doubt": doubt["message"]}
            for row in found.rows
            for doubt in row["doubts"]
        ]
        if as_json:
            answer = {"tasks": len(found.rows), "title": found.title, "doubts": doubts}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(f"《{found.title}》：{len(found.rows)} 项任务，疑点 {len(doubts)} 处")
        for doubt in doubts:
            self.stdout.write(f"  {doubt['number']} {doubt['doubt']}")
