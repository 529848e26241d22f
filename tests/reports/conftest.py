"""A county full of work, made once for a module and rolled back after it."""

from datetime import date

import pytest
from django.db import transaction

from reports.services.bulk import make_counties
from units.clock import moment

MONDAY = moment(date(2026, 11, 23), 9)


@pytest.fixture(scope="module")
def busy_campaigns(django_db_setup, django_db_blocker):
    """Two campaigns of two counties as of Monday 23 November 2026, 09:00."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield list(make_counties(2, 40, now=MONDAY))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def busy(busy_campaigns):
    """The first of the two campaigns."""
    return busy_campaigns[0]
