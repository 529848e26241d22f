"""One date for all tasks to which the plan gives none."""

from datetime import date

import pytest

from tasks.services.plan_import import editing, reading
from tests import factories as f
from tests.factories import at
from units.choices import Role
from units.errors import Refused

pytestmark = pytest.mark.django_db
PLAN = "示例县2026年工作要点\n1.建立台账。\n牵头单位：县司法局\n2.开展培训。\n牵头单位：县司法局\n完成时限：11月底前\n"


@pytest.fixture
def office():
    return f.seat(f.county(), Role.OFFICE_CLERK)


@pytest.fixture
def found(office):
    return reading.start(
        f.campaign(office.county),
        actor=office,
        now=at(),
        year=2026,
        filename="a.txt",
        data=PLAN.encode(),
    )


def fill(found, office, **fields):
    return editing.fill_dates(found.pk, actor=office, now=at(), **fields)


def dates(found):
    found.refresh_from_db()
    return [(row["due_on"], row["long_term"]) for row in found.rows]


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 3, 1), date(2028, 1, 1)])
def test_a_date_past_or_far_off_is_refused(found, office, day):
    with pytest.raises(Refused, match=f"{day.year}年{day.month}月"):
        fill(found, office, due_on=day)
    assert dates(found) == [(None, False), ("2026-11-30", False)]


def test_it_can_be_given_again_and_leaves_the_plans_own_dates(found, office):
    fill(found, office, due_on=date(2026, 6, 30))
    fill(found, office, due_on=date(2026, 9, 30))
    assert dates(found) == [("2026-09-30", False), ("2026-11-30", False)]
    fill(found, office, due_on=None, long_term=True)
    assert dates(found) == [(None, True), ("2026-11-30", False)]
