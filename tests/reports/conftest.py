"""A county full of work."""

from datetime import date

import pytest
import time_machine

from reports.services.bulk import make_counties
from tests.stages import world
from units.access import Seat
from units.clock import moment
from units.models import Membership

MONDAY = moment(date(2026, 11, 23), 9)


def two_campaigns():
    """Make two campaigns of two counties as of Monday 23 November 2026, 09:00."""
    return list(make_counties(2, 40, now=MONDAY))


busy_campaigns = world(two_campaigns)


@pytest.fixture
def busy(busy_campaigns):
    """The first of the two campaigns."""
    return busy_campaigns[0]


@pytest.fixture
def browse(client, settings):
    """Open an address as a seat on that Monday at 09:00."""
    # The row that moves the clock would be one query more for each reading.
    settings.CLOCK_CAN_BE_MOVED = False

    def go(seat, address, **data):
        client.force_login(seat.user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(address, data)

    with time_machine.travel(MONDAY, tick=False):
        yield go


def seat_in(campaign, role):
    """Return the first seat of a role in the county of a campaign made in bulk."""
    row = Membership.objects.filter(county=campaign.county, role=role).order_by("pk")[0]
    return Seat(row.user, row)
