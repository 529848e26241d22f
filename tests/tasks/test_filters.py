"""The chapter filter where more than one plan is in force."""

import pytest

from tasks.choices import PlanState
from tasks.filters import TaskFilter
from tasks.models import Plan, PlanChapter, Task
from tests import factories as f
from tests.factories import at
from units.choices import Role

pytestmark = pytest.mark.django_db


class Asked:
    """A request of a seat."""

    def __init__(self, seat):
        self.seat = seat


def plan_of(campaign, seat, year):
    plan = Plan.objects.create(
        campaign=campaign,
        year=year,
        title=f"{year}年工作要点",
        state=PlanState.CURRENT,
        text="",
        imported_at=at(),
        imported_by=seat.membership,
    )
    PlanChapter.objects.create(plan=plan, title="一、依法行政", position=1)


def chapters(seat):
    form = TaskFilter({}, queryset=Task.objects.all(), request=Asked(seat)).form
    return [label for value, label in form.fields["chapter"].choices if value]


def test_chapters_say_whose_they_are_once_there_are_two_plans():
    seat = f.seat(f.county(), Role.OFFICE_CLERK)
    campaign = f.campaign(seat.county)
    plan_of(campaign, seat, 2026)
    assert chapters(seat) == ["一、依法行政"]
    plan_of(campaign, seat, 2025)
    assert sorted(chapters(seat)) == [
        "一、依法行政（2025年《2025年工作要点》）",
        "一、依法行政（2026年《2026年工作要点》）",
    ]
