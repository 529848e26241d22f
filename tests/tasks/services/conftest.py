"""What the tests of plan imports share."""

import pytest

from tests import factories as f
from units.choices import GroupKind, Relation, Role
from units.models import UnitGroup


@pytest.fixture
def office(db):
    county = f.county()
    for short in ("县司法局", "县财政局"):
        f.unit(county, short)
    for n in range(3):
        f.unit(county, f"{n}号镇", relation=Relation.TOWNSHIP)
    UnitGroup.objects.create(
        county=county, name="各乡镇", kind=GroupKind.CLOSED, relations=[Relation.TOWNSHIP]
    )
    return f.seat(county, Role.OFFICE_CLERK)
