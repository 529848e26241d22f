"""Queries of pages, as kept in `tests/query_budgets.json`: never more, whatever the rows.

`queries` is what was measured, log-in and navigation included; `budget` what is allowed.
A page that has come to need fewer is noted down with fewer, so that none creeps back.
"""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.services.bulk import make_counties
from tests.reports.conftest import MONDAY, seat_in
from tests.stages import world

pytestmark = pytest.mark.django_db
PAGES = json.loads((Path(__file__).parents[1] / "query_budgets.json").read_text(encoding="utf-8"))


def small_and_large():
    """Make a small county and one with six times the work."""
    return [next(make_counties(1, tasks, now=MONDAY)) for tasks in (10, 60)]


campaigns = world(small_and_large)


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
