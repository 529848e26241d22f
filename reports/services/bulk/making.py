"""Makes counties with their campaign, tasks, parts, hand-ins, proofs and history."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from indicators.choices import CampaignLevel
from indicators.models import Campaign
from indicators.services.systems import load_starter
from reports.services.bulk.people import Staff, make_staff
from reports.services.bulk.trend import past_days
from reports.services.bulk.work import Maker
from reports.services.starting import set_up_county
from tasks.models import Plan, PlanChapter
from units.access import system_seat
from units.calendar import calendar
from units.clock import local_date
from units.models import County

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
    counties: int, tasks_per_county: int, *, now: datetime, seed: int = 1
) -> Iterator[Campaign]:
    """Make counties one by one, each in one transaction; yields its campaign.

    Codes are B00001 and up, after those that exist. The work lies around the day of `now`.
    """
    first = County.objects.filter(code__startswith="B").count() + 1
    for number in range(first, first + counties):
        yield _county(number, tasks_per_county, now=now, rng=Random(seed * 100_003 + number))


@transaction.atomic
def _county(number: int, tasks: int, *, now: datetime, rng: Random) -> Campaign:
    today = local_date(now)
    county = County.objects.create(code=f"B{number:05d}", name=f"示例{number}县")
    staff = make_staff(county, since=date(today.year - 1, 1, 1))
    set_up_county(county)
    system = load_starter(actor=system_seat(county), county=county, now=now)
    campaign = Campaign.objects.create(
        county=county,
        system=system,
        name=f"{today.year}年创建",
        level=CampaignLevel.NATION,
        starts_on=date(today.year - 1, 1, 1),
        ends_on=date(today.year + 1, 12, 31),
    )
    chapters = _chapters(campaign, staff, now)
    leaves = list(system.indicators.leaves())
    maker = Maker(campaign, staff, leaves, rng, now, calendar())
    parts = maker.make(tasks, chapters)
    past_days(campaign, parts, today=today - timedelta(days=1))
    return campaign


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
