"""Queries of pages, as kept in `tests/query_budgets.json`: never more, whatever the rows.

`queries` is what was measured, log-in and navigation included; `budget` what is allowed.
A page that has come to need fewer is noted down with fewer, so that none creeps back.
"""

import json
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reports.services.bulk import make_counties
from tests.reports.conftest import MONDAY, seat_in

pytestmark = pytest.mark.django_db
PAGES = json.loads((Path(__file__).parents[1] / "query_budgets.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def campaigns(django_db_setup, django_db_blocker):
    """A small county and one with six times the work."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield [next(make_counties(1, tasks, now=MONDAY)) for tasks in (10, 60)]
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", PAGES)
def test_it_keeps_to_its_queries_however_many_rows(browse, client, campaigns, name):
    page = PAGES[name]
    counts = []
    for campaign in campaigns:
        seat = seat_in(campaign, page["role"])
        b"".join(browse(seat, page["address"]))  # caches of the process are warm
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page["address"])
            b"".join(answer)
        assert answer.status_code == 200
        counts.append(len(queries))
    assert max(counts) == page["queries"], counts
    assert page["queries"] <= page.get("budget", page["queries"])
