"""Rows and seats for the tests of proof."""

from datetime import date
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from indicators.models import Indicator, IndicatorSystem
from units.access import Seat
from units.models import County, Membership, Unit, User

_numbers = count(1)


def make_county(name="示例县"):
    return County.objects.create(code=f"c{next(_numbers)}", name=name)


def make_unit(county, name, relation="government"):
    return Unit.objects.create(county=county, name=name, short=name[:50], relation=relation)


def make_seat(unit, role, *, county=None):
    user = User.objects.create_user(f"user{next(_numbers)}", None, name="示例人员")
    user.must_change_password = False
    user.save()
    membership = Membership.objects.create(
        user=user,
        county=county or unit.county,
        unit=unit,
        role=role,
        since=date(2025, 1, 1),
    )
    return Seat(user, membership)


def make_system(county, edition="示例体系"):
    from django.utils import timezone

    return IndicatorSystem.objects.create(county=county, edition=edition, created_at=timezone.now())


def make_indicator(system, number="1"):
    return Indicator.objects.create(
        system=system, level=1, number=number, position=next(_numbers), title=f"指标{number}"
    )


def upload(name, content):
    return SimpleUploadedFile(name, content)


def write_materials(materials):
    """A 材料清单 cell that `read_materials` reads back, one material per line."""
    return "\n".join(
        (f"{line.chain}：" if line.chain else "")
        + line.title
        + (f"（{line.years}）" if line.years else "")
        for line in materials
    )
