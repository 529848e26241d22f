"""`seed_demo`: a believable 示例县 through the services, or counties full of work in bulk."""

import argparse
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reports.services.bulk import make_counties
from reports.services.demo import story
from reports.services.demo.clearing import clear
from reports.services.demo.people import CODE
from units import clock
from units.calendar import calendar
from units.management.options import as_json, day, refusals
from units.models import County
from units.services.passwords import handed_out

COUNTIES, TASKS = 1, 100
MORNING, EVENING = 9, 17


class Command(BaseCommand):
    """Makes the demo county once; with numbers, so many counties by bulk insert."""

    help = "生成演示用的示例县；给出数量时批量生成示例数据"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take what to make; any number means bulk."""
        parser.add_argument("--reset", action="store_true", help="先清空已有的演示数据")
        parser.add_argument("--counties", type=_count, help="批量生成的县数")
        parser.add_argument("--tasks-per-county", type=_count, help="每县任务数")
        parser.add_argument("--evidence-per-task", type=_count, help="每项任务的佐证文件数")
        parser.add_argument("--today", type=day, help="以哪一天为今天")
        parser.add_argument("--dry-run", action="store_true", help="只说明将做什么")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what was asked for and print who can log in."""
        now = clock.moment(options["today"], MORNING) if options["today"] else _last_evening()
        numbers = [options[n] for n in ("counties", "tasks_per_county", "evidence_per_task")]
        bulk = any(number is not None for number in numbers)
        there = County.objects.filter(code=CODE).exists()
        if not bulk and there and not options["reset"]:
            raise CommandError("示例县已经存在；要重新生成，请加 --reset。")
        if options["dry_run"]:
            words = "将" + ("先清空演示数据，再" if options["reset"] else "") + _plan(options, bulk)
            self.stdout.write(as_json({"would": words}) if options["json"] else words)
            return
        if options["reset"]:
            with refusals():
                clear()
        made = self._bulk(options, now) if bulk else self._story(now)
        if options["json"]:
            self.stdout.write(as_json(made))
        else:
            self.stdout.write(
                f"演示账号 {'、'.join(made['accounts'])} 等的密码：{made['password']}"
            )

    def _story(self, now: datetime) -> dict[str, Any]:
        with transaction.atomic():
            password = story.tell(now, self.stderr.write)
        return {"counties": 1, "accounts": ["office", "approver", "sifaju"], "password": password}

    def _bulk(self, options: dict[str, Any], now: datetime) -> dict[str, Any]:
        password = handed_out()
        campaigns = make_counties(
            options["counties"] or COUNTIES,
            options["tasks_per_county"] or TASKS,
            now=now,
            evidence_per_task=options["evidence_per_task"],
            password=password,
        )
        codes = []
        for campaign in campaigns:
            codes.append(campaign.county.code)
            self.stderr.write(f"{campaign.county.name}：{campaign.tasks.count()}项任务")
        accounts = [f"{codes[0]}-{name}" for name in ("office", "head", "leader", "u1")]
        return {"counties": len(codes), "accounts": accounts, "password": password}


def _last_evening() -> datetime:
    """Return the end of the last working day that is over: nothing of the demo lies ahead."""
    now, days = clock.now(), calendar()
    day = clock.local_date(now)
    if now < clock.moment(day, EVENING):
        day -= timedelta(days=1)
    while not days.is_workday(day):
        day -= timedelta(days=1)
    return clock.moment(day, EVENING)


def _plan(options: dict[str, Any], bulk: bool) -> str:
    if not bulk:
        return "生成示例县。"
    counties, tasks = options["counties"] or COUNTIES, options["tasks_per_county"] or TASKS
    return f"批量生成{counties}个县，每县{tasks}项任务。"


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("请填写不小于 1 的整数。")
    return int(text)
