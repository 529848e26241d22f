"""The trend: the last day of each week, today as it stands."""

from datetime import date, timedelta

import pytest

from reports.figures.counts import Counts
from reports.figures.trend import WEEKS_SHOWN, trend
from reports.models import CampaignDay
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.core]
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def campaign():
    found = make.campaign(make.county())
    CampaignDay.objects.bulk_create(
        CampaignDay(
            campaign=found,
            day=WEDNESDAY - timedelta(days=back),
            expected=400 - back,
            done=200 - back,
            on_time=1,
            overdue=3,
        )
        for back in range(200)
    )
    return found


def test_one_point_a_week_the_last_of_it(campaign):
    points = trend(campaign, WEDNESDAY, None)
    assert len(points) == WEEKS_SHOWN
    assert points[-1].day == WEDNESDAY
    assert {point.day.weekday() for point in points[:-1]} == {6}
    assert [point.done for point in points] == sorted(point.done for point in points)


def test_today_is_what_the_page_says_not_what_was_stored(campaign):
    last = trend(campaign, WEDNESDAY, Counts(expected=9, done=7, overdue=2))[-1]
    assert (last.day, last.expected, last.done, last.overdue) == (WEDNESDAY, 9, 7, 2)


def test_days_to_come_and_other_campaigns_are_left_out(campaign):
    assert trend(campaign, WEDNESDAY - timedelta(days=10), None)[-1].day <= WEDNESDAY - timedelta(
        10
    )
    assert trend(make.campaign(campaign.county), WEDNESDAY, None) == ()
