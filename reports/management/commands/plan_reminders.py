"""`manage.py plan_reminders [--campaign ID] [--today DAY] [--dry-run] [--json]`."""

from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.models import Campaign
from reports.services.ladder import firing
from reports.services.ladder.listing import listed
from reports.services.ladder.reading import owed_on
from units import clock
from units.day_words import day_cn
from units.management.options import as_json, day, refusals

MORNING = 9  # the hour at which a run for a given day is dated


class Command(BaseCommand):
    """Fire what the ladder owes, as the job does; `--dry-run` only says what, and why."""

    help = "按督促提醒规则办理今天应办的提醒；--dry-run 只列出、不办理"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--campaign", type=int, help="创建批次编号；不填为所有已启用的批次")
        parser.add_argument("--today", type=day, help="以这一天办理，如 2026-03-31")
        parser.add_argument("--dry-run", action="store_true", help="只列出应办事项，不办理")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each campaign and print what was owed."""
        today: date = options["today"] or clock.today()
        now = clock.moment(today, MORNING) if options["today"] else clock.now()
        result: dict[str, Any] = {"today": today, "dry_run": options["dry_run"], "items": []}
        result |= {"fired": 0, "superseded": 0, "letters": []}
        for campaign in _campaigns(options["campaign"], dry_run=options["dry_run"]):
            run = _run(campaign, now, dry_run=options["dry_run"])
            result["items"] += listed(run.owed)
            result["fired"] += run.fired
            result["superseded"] += run.superseded
            result["letters"] += run.letters
        if options["json"]:
            self.stdout.write(as_json(result))
            return
        for item in result["items"]:
            self.stdout.write(_line(item))
        self.stdout.write(_summary(result))


def _campaigns(pk: int | None, *, dry_run: bool) -> list[Campaign]:
    if pk is None:
        return list(firing.climbing())
    chosen = list(Campaign.objects.select_related("county").filter(pk=pk))
    if not chosen:
        raise CommandError(f"没有编号为 {pk} 的创建批次。")
    if not dry_run and not firing.climbing().filter(pk=pk).exists():
        raise CommandError(
            f"“{chosen[0]}”没有启用督促提醒，请先在“设置—督促提醒”中启用；只看应办事项请加 --dry-run。"
        )
    return chosen


def _run(campaign: Campaign, now: datetime, *, dry_run: bool) -> firing.Run:
    if not dry_run:
        with refusals():
            return firing.run(campaign, now=now)
    owed = owed_on(campaign, clock.local_date(now))
    noted = sum(row.owed.superseded for row in owed)
    return firing.Run(len(owed) - noted, noted, (), tuple(owed))


def _line(item: dict[str, Any]) -> str:
    words = "已由更高级别取代" if item["superseded"] else item["action_label"]
    return f"{item['unit']} {item['number']}{item['title']}：{words}，{item['reason']}"


def _summary(result: dict[str, Any]) -> str:
    verb = "应办" if result["dry_run"] else "已办"
    words = f"{day_cn(result['today'])}{verb}提醒 {result['fired']} 件"
    if result["superseded"]:
        words += f"，另有 {result['superseded']} 件由更高级别取代"
    if result["letters"]:
        words += f"，拟函 {len(result['letters'])} 份"
    return f"{words}。"
