"""On which days the demo compiles its 通报: the two full months before, and now."""

from datetime import date

import pytest

from reports.services.demo.monthly import Monthly
from units.workdays import Calendar

DAYS = Calendar()


@pytest.mark.parametrize(
    ("today", "first", "compiles"),
    [
        (
            date(2026, 11, 22),
            date(2026, 8, 1),
            {
                date(2026, 11, 19): date(2026, 11, 1),
                date(2026, 10, 30): date(2026, 10, 1),
                date(2026, 9, 30): date(2026, 9, 1),
            },
        ),
        (
            date(2026, 12, 1),
            date(2026, 11, 2),
            {date(2026, 12, 1): date(2026, 12, 1)},
        ),
    ],
)
def test_days_of_compiling(today, first, compiles):
    monthly = Monthly(cast=None, campaign=None, days=DAYS, today=today)
    monthly.plan(first)
    assert monthly.compiles == compiles
