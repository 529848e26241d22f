"""Makes counties with their campaign, tasks, parts, letters, hand-ins, proofs and history."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from indicators.choices import CampaignLevel
from indicators.models import Blob, Campaign
from indicators.services.blobs import keep, stage
from indicators.services.systems import load_starter
from reports.docx import render
from reports.docx.samples import sample
from reports.services.bulk.history import write_history
from reports.services.bulk.letters import hand_over
from reports.services.bulk.people import Staff, make_staff
from reports.services.bulk.proofs import hand_in
from reports.services.bulk.trend import past_days
from reports.services.bulk.work import make_parts, make_tasks
from reports.services.bulk.world import World
from reports.services.starting import set_up_county
from tasks.models import Plan, PlanChapter
from units.access import system_seat
from units.calendar import calendar
from units.clock import local_date
from units.models import County
from units.services.holidays import seed_years
from units.services.sealing import seal

CHAPTERS = (
    "政府职能依法全面履行",
    "依法行政制度体系完善",
    "重大行政决策科学民主合法",
    "行政执法严格规范公正文明",
    "行政权力制约监督科学有效",
    "社会矛盾纠纷依法有效化解",
    "重大突发事件依法预防处置",
    "法治思维和依法行政能力提高",
    "法治政府建设组织领导落实",
)


def make_counties(
    counties: int,
    tasks_per_county: int,
    *,
    now: datetime,
    evidence_per_task: int | None = None,
    password: str | None = None,
    seed: int = 1,
) -> Iterator[Campaign]:
    """Make counties one by one, each in one transaction; yields its campaign.

    Codes are B00001 and up, after those that exist. The work lies around the day of `now`. With
    `evidence_per_task` that many files prove each task. Accounts are the code with `-office`,
    `-head`, `-leader`, `-u1` …; without `password` nobody can log in.
    """
    seed_years()
    encoded = make_password(password)  # hashed once: each hash is slow on purpose
    document = render(sample("handover"))
    first = County.objects.filter(code__startswith="B").count() + 1
    for number in range(first, first + counties):
        with transaction.atomic():
            world = _world(number, encoded, now, Random(seed * 100_003 + number))
            _fill(world, tasks_per_county, evidence_per_task, document)
        seal(now)
        yield world.campaign


def _world(number: int, encoded: str, now: datetime, rng: Random) -> World:
    year = local_date(now).year
    county = County.objects.create(code=f"B{number:05d}", name=f"示例{number}县")
    since = date(year - 1, 1, 1)
    staff = make_staff(county, since=since, today=local_date(now), encoded=encoded)
    set_up_county(county)
    system = load_starter(actor=system_seat(county), county=county, now=now)
    campaign = Campaign.objects.create(
        county=county,
        system=system,
        name=f"{year}年创建",
        level=CampaignLevel.NATION,
        starts_on=since,
        ends_on=date(year + 1, 12, 31),
    )
    return World(campaign, staff, list(system.indicators.leaves()), rng, now, calendar())


def _fill(world: World, count: int, evidence_per_task: int | None, document: bytes) -> None:
    blob = _blob(world, document)
    tasks = make_tasks(world, count, _chapters(world.campaign, world.staff, world.now))
    drawn = make_parts(world, tasks)
    parts = [part for part, _ in drawn]
    hand_over(world, parts, blob)
    write_history(world, tasks, drawn)
    hand_in(world, parts, evidence_per_task, blob)
    past_days(world.campaign, parts, today=world.today - timedelta(days=1))


def _blob(world: World, document: bytes) -> Blob:
    county = world.campaign.county
    blob = stage(county=county, stream=document, suffix="docx", now=world.now)
    keep(blob)
    return blob


def _chapters(campaign: Campaign, staff: Staff, now: datetime) -> list[PlanChapter]:
    plan = Plan.objects.create(
        campaign=campaign,
        year=local_date(now).year,
        title=f"{campaign.county.name}法治政府建设工作要点",
        text="示例数据，没有原文。",
        imported_at=now,
        imported_by=staff.office,
    )
    return PlanChapter.objects.bulk_create(
        [PlanChapter(plan=plan, title=title, position=n) for n, title in enumerate(CHAPTERS, 1)]
    )
