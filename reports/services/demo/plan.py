"""The year's plan of 示例县, brought in through the import and spread over dates around today."""

from datetime import date, datetime, timedelta
from pathlib import Path

from indicators.models import Campaign, Indicator
from indicators.services.campaigns import CampaignFacts, create_campaign
from indicators.services.experts import set_scope
from indicators.services.systems import load_starter
from indicators.starter import starter_table
from reports.services.demo.people import Cast
from tasks.models import Plan, Task, TaskMaterial
from tasks.services import changes, linking
from tasks.services.plan_import import confirming, editing, reading
from units.choices import Role
from units.clock import local_date
from units.models import Membership
from units.workdays import Calendar

TEXT = Path(__file__).resolve().parents[2] / "fixtures" / "demo_plan.txt"
# Workdays from today to each task's date; None is 长期. Two draft tasks are left at the end.
SPREAD: tuple[int | None, ...] = (
    *(-62, -55, -48, -44, -40, -36, -33, -30, -27, -25, -22, -19, -16, -14, -12, -11),
    *(-9, -8, -7, -6, -3, -1, 1, 3, 4, 8, 15, 24, None, 30, 40),
)


def open_campaign(cast: Cast, now: datetime) -> Campaign:
    """Return the campaign of 示例县 with the starter indicator system."""
    system = load_starter(actor=cast.office, county=cast.county, now=now)
    year = local_date(now).year
    facts = CampaignFacts(
        name=f"{year - 1}—{year + 1}年全国法治政府建设示范创建",
        system=system,
        starts_on=date(year - 1, 1, 1),
        ends_on=date(year + 1, 12, 31),
        level="nation",
        stage="filing",
    )
    return create_campaign(actor=cast.office, county=cast.county, facts=facts, now=now)


def bring_in(cast: Cast, campaign: Campaign, now: datetime, *, year: int) -> Plan:
    """Import the plan text as the office would: read, decide names, confirm."""
    text = TEXT.read_text(encoding="utf-8").format(year=year, last=year - 1)
    found = reading.start(
        campaign,
        actor=cast.office,
        now=now,
        year=year,
        filename=f"示例县法治政府建设{year}年工作要点.txt",
        data=text.encode(),
    )
    for word, entry in found.words.items():
        if word == "各行政执法单位":
            modes = {"lead": "each", "responsible": "each", "support": "named"}
            editing.decide_word(
                found.pk,
                word,
                actor=cast.office,
                now=now,
                target="group",
                target_id=entry["id"],
                modes=modes,
            )
    return confirming.confirm(
        found.pk, actor=cast.office, now=now, doubts_checked=True, whole_checked=True
    )


def spread_dates(cast: Cast, plan: Plan, now: datetime, *, today: date, days: Calendar) -> None:
    """Give every task a date around `today`, so that all states have something to show."""
    for task, offset in zip(plan.tasks.order_by("position"), SPREAD, strict=False):
        changes.change_due(
            task.pk,
            actor=cast.office,
            now=now,
            due_on=None if offset is None else days.add(today, offset),
            long_term=offset is None,
        )


def link_indicators(cast: Cast, campaign: Campaign, plan: Plan, now: datetime) -> None:
    """Link each task to the indicators made from it, and tick one material of some."""
    numbers: dict[str, list[str]] = {}
    for row in starter_table().rows:
        if row.level == 3:
            numbers.setdefault(_plain(row.task_number), []).append(row.number)
    indicators = {
        row.number: row
        for row in Indicator.objects.filter(system=campaign.system).prefetch_related("materials")
    }
    for task in plan.tasks.order_by("position"):
        mine = [indicators[n] for n in numbers.get(_plain(task.number), []) if n in indicators]
        linking.link_indicators(task.pk, [row.pk for row in mine], actor=cast.office, now=now)
        if mine and task.position % 3 == 0:
            _tick(task, mine[0])


def invite_expert(cast: Cast, campaign: Campaign, now: datetime) -> None:
    """Give the expert the first and the sixth chapter to read for a month."""
    today = local_date(now)
    expert = Membership.objects.get(county=cast.county, role=Role.EXPERT)
    rows = Indicator.objects.filter(system=campaign.system).leaves()
    set_scope(
        actor=cast.office,
        campaign=campaign,
        expert=expert,
        indicator_ids=[row.pk for row in rows if row.number.split(".")[0] in ("1", "6")],
        since=today,
        until=today + timedelta(days=30),
        now=now,
    )


def _tick(task: Task, indicator: Indicator) -> None:
    material = indicator.materials.first()
    if material:
        TaskMaterial.objects.get_or_create(
            task=task, title=material.title, defaults={"requirement": material}
        )


def _plain(number: str) -> str:
    return number.strip("()（）.、")


def begin_day(today: date, days: Calendar) -> date:
    """Return the day on which the demo's history begins: well before the first date."""
    return days.add(today - timedelta(days=1), -78)
