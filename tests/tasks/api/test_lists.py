"""Lists and records: never a row that the page would not show, the same names of filters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.models import Assignment, Plan
from tests import factories as f
from tests.reports.visiting import elsewhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(scene):
    """Lead, responsible and support part of one task, a draft, and one of another county."""
    parts = scene.issued(title="规范执法")
    scene.draft(title="未交办")
    elsewhere(scene)
    return parts


def ids(answer):
    return {row["id"] for row in answer["results"]}


@pytest.mark.parametrize(
    ("who", "mine", "tasks"),
    [
        ("office", 6, 2),
        ("leader", 3, 1),
        ("lead", 3, 1),
        ("owner", 1, 1),
        ("support", 1, 1),
        ("stranger", 0, 0),
        ("foreign_office", 0, 0),
    ],
)
def test_only_rows_in_sight(scene, call, parts, who, mine, tasks):
    seat = getattr(scene, who)
    assert call(seat, "assignments/")["count"] == mine
    assert call(seat, "tasks/")["count"] == tasks


@pytest.mark.parametrize("who", ["expert", "inspector"])
@pytest.mark.parametrize("path", ["assignments/", "tasks/", "plans/"])
def test_no_use_for_it(scene, call, who, path):
    assert call(getattr(scene, who), path, status=403)["detail"]


def test_records_out_of_sight_are_not_found(scene, call, parts):
    lead, part, _ = parts
    assert call(scene.owner, f"assignments/{part.pk}/")["unit_name"] == "县水利局"
    call(scene.owner, f"assignments/{lead.pk}/", status=404)
    call(scene.stranger, f"tasks/{lead.task_id}/", status=404)
    call(scene.owner, "assignments/999999999999999999/", status=404)


def test_what_a_part_tells(scene, call, parts):
    row = call(scene.owner, f"assignments/{parts[1].pk}/")
    assert (row["state"], row["due_on"], row["version"]) == ("pending", "2026-03-31", 1)
    assert row["actions"] == ["acknowledge", "object", "submit"]
    assert call(scene.leader, f"assignments/{parts[1].pk}/")["actions"] == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"state": "pending"}, 3),
        ({"state": "draft"}, 3),
        ({"role": "support"}, 2),
        ({"timeliness": "ok"}, 3),
        ({"timeliness": "late"}, 0),
        ({"q": "规范"}, 3),
    ],
)
def test_filters_of_parts(scene, call, parts, query, count):
    assert call(scene.office, "assignments/", **query)["count"] == count


def test_filters_by_unit_and_task(scene, call, parts):
    assert ids(call(scene.office, "assignments/", unit=scene.unit.pk, state="pending")) == {
        parts[1].pk
    }
    assert ids(call(scene.office, "assignments/", task=parts[0].task_id)) == {p.pk for p in parts}


@pytest.mark.parametrize(
    ("query", "count"), [({"state": "issued"}, 1), ({"q": "县水利局"}, 2), ({"kind": "extra"}, 0)]
)
def test_filters_of_tasks(scene, call, parts, query, count):
    assert call(scene.office, "tasks/", **query)["count"] == count


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("assignments/", {"state": "nonsense"}),
        ("assignments/", {"unit": "x"}),
        ("assignments/", {"task": "-1"}),
        ("tasks/", {"timeliness": "yesterday"}),
        ("tasks/", {"chapter": "99999"}),
        ("plans/", {"year": "MMXXVI"}),
    ],
)
def test_a_bad_filter_is_a_sentence(scene, call, parts, path, query):
    answer = call(scene.office, path, status=400, **query)
    assert answer["detail"]
    assert set(answer["fields"]) == set(query)


def test_fifty_a_page(scene, call):
    for _ in range(51):
        f.task(scene.campaign)
    first = call(scene.office, "tasks/")
    assert (first["count"], len(first["results"])) == (51, 50)
    assert len(call(scene.office, "tasks/", page=2)["results"]) == 1
    call(scene.office, "tasks/", status=404, page=3)


def test_plans_for_whom_they_concern(scene, call):
    plan = Plan.objects.create(
        campaign=scene.campaign,
        year=2026,
        title="工作要点",
        imported_at=f.at(),
        imported_by=scene.office.membership,
    )
    scene.issued(plan=plan)
    assert ids(call(scene.office, "plans/", year=2026)) == {plan.pk}
    assert ids(call(scene.owner, "plans/")) == {plan.pk}
    assert ids(call(scene.stranger, "plans/")) == ids(call(scene.foreign_office, "plans/")) == set()
    call(scene.stranger, f"plans/{plan.pk}/", status=404)


def test_events_of_a_task_as_far_as_seen(scene, call, parts):
    scene.act("submit", parts[1], scene.owner)
    lead = call(scene.lead, f"tasks/{parts[0].task_id}/events/")["results"]
    assert {"issue", "acknowledge", "submit"} <= {row["action"] for row in lead}
    seen = call(scene.support, f"tasks/{parts[0].task_id}/events/")["results"]
    assert {row["assignment"] for row in seen} == {None, parts[2].pk}
    call(scene.stranger, f"tasks/{parts[0].task_id}/events/", status=404)


@pytest.mark.parametrize("path", ["assignments/", "tasks/"])
def test_queries_do_not_grow_with_rows(scene, call, path):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            call(scene.office, path)
        return len(seen)

    scene.issued()
    few = queries()
    for _ in range(5):
        scene.issued()
    assert queries() == few
    assert Assignment.objects.count() == 18


@pytest.mark.parametrize("task", [10**19, 10**30, 0, "x"])
def test_a_task_that_no_row_can_be_is_refused(scene, call, task):
    assert "task" in call(scene.office, "assignments/", status=400, task=task)["fields"]
