"""Plain functions that make rows for tests; every one takes what matters and fills in the rest."""

from datetime import date, datetime
from itertools import count

from django.utils import timezone

from indicators.models import Campaign, Evidence, Indicator, IndicatorSystem
from tasks.choices import PartRole
from tasks.models import Assignment, Task, TaskMaterial
from tasks.services import workflow
from units.access import Seat
from units.choices import OFFICE_ROLES, UNIT_ROLES, Relation, Role
from units.models import County, Membership, Unit, User

serial = count(1)
DAY = date(2026, 3, 2)  # a Monday


def at(day: date = DAY, hour: int = 10) -> datetime:
    """Return an aware moment of a Beijing day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_default_timezone())


def county(name: str = "示例县") -> County:
    n = next(serial)
    row = County.objects.create(code=f"99{n:04d}", name=name)
    row.office = unit(row, "县委依法治县办", relation=Relation.PARTY)
    row.save()
    return row


def unit(of: County, short: str, *, relation: str = Relation.GOVERNMENT, **fields) -> Unit:
    return Unit.objects.create(
        county=of, name=f"{of.name}{short}", short=short, relation=relation, **fields
    )


def person(name: str = "张三", **fields) -> User:
    n = next(serial)
    fields = {"must_change_password": False, "email": f"user{n}@example.test", **fields}
    return User.objects.create(username=f"user{n}", name=name, **fields)


def seat(of: County, role: str, unit: Unit | None = None, user: User | None = None) -> Seat:
    """Return a seat in `unit` (the office's own for office roles) held by a new person."""
    if unit is None and role in OFFICE_ROLES:
        unit = of.office
    assert unit is not None or role not in UNIT_ROLES
    user = user or person(f"{unit.short if unit else of.name}{Role(role).label}")
    membership = Membership.objects.create(
        user=user, county=of, unit=unit, role=role, since=date(2020, 1, 1)
    )
    return Seat(user, membership)


def campaign(of: County) -> Campaign:
    n = next(serial)
    system = IndicatorSystem.objects.create(county=of, edition=f"体系{n}", created_at=at())
    first = Indicator.objects.create(system=system, level=1, number="1", position=1, title="一级")
    second = Indicator.objects.create(
        system=system, level=2, number="1.1", position=2, title="二级", parent=first
    )
    Indicator.objects.create(
        system=system, level=3, number="1.1.1", position=3, title="三级", parent=second
    )
    return Campaign.objects.create(
        county=of,
        system=system,
        name=f"创建{n}",
        level="nation",
        starts_on=date(2025, 1, 1),
        ends_on=date(2027, 12, 31),
    )


def task(of: Campaign, *, due_on: date | None = date(2026, 3, 31), **fields) -> Task:
    n = next(serial)
    fields = {"title": f"任务{n}", "requirement": "按要求办理", "number": f"({n})", **fields}
    return Task.objects.create(campaign=of, position=n, due_on=due_on, **fields)


def part(of: Task, unit: Unit, *, role: str = PartRole.LEAD, rank: int = 1, **fields) -> Assignment:
    fields.setdefault("blocking", role != PartRole.SUPPORT)
    return Assignment.objects.create(
        campaign_id=of.campaign_id, task=of, unit=unit, role=role, rank=rank, **fields
    )


def issued(of: Task, *units: tuple[Unit, str], by: Seat, day: date = DAY) -> list[Assignment]:
    """Give the task to units in roles and hand it over on `day`."""
    parts = [part(of, u, role=role, rank=i) for i, (u, role) in enumerate(units, 1)]
    workflow.issue([p.pk for p in parts], actor=by, now=at(day), words="交办")
    for row in parts:
        row.refresh_from_db()
    return parts


def evidence(by: Seat, title: str = "工作总结", **fields) -> Evidence:
    """Return an offline proof (题名 and keeper only) of the seat's unit."""
    unit = by.membership.unit
    fields = {"kind": "offline", "keeper": "办公室", **fields}
    return Evidence.objects.create(
        county_id=unit.county_id,
        unit=unit,
        title=title,
        uploaded_by=by.membership,
        uploaded_at=at(),
        **fields,
    )


def material(of: Task, title: str = "工作总结") -> TaskMaterial:
    """Tick a material for the task."""
    return TaskMaterial.objects.create(task=of, title=title)
