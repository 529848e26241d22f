"""What is written beside a held campaign or task does not wait for it (PostgreSQL's row locks)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections, transaction

from reports.services.ladder import firing
from reports.services.starting import set_up_county
from tasks.models import Task, TaskEvent
from tasks.services.workflow import lock_tasks
from tests.factories import at
from tests.reports.factories import Scene

pytestmark = [pytest.mark.race]
IMPATIENT = "SET lock_timeout = '2s'"


@pytest.fixture
def scene(transactional_db):
    scene = Scene()
    set_up_county(scene.county)
    return scene


def copy_of(row):
    """Write the row again in a transaction of its own that waits two seconds and no more."""

    def write():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(IMPATIENT)
                row.pk = None
                row.save(force_insert=True)
            return row.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(write).result()


def test_a_task_is_written_while_the_ladder_holds_its_campaign(scene, monkeypatch):
    part = scene.owed(due_on=date(2026, 6, 10))
    task = Task.objects.get(pk=part.task_id)
    reads, written = firing.owed_on, []

    def slow(campaign, today):
        task.number = "并行"
        written.append(copy_of(task))
        return reads(campaign, today)

    monkeypatch.setattr(firing, "owed_on", slow)
    firing.run(scene.campaign, now=at())
    assert Task.objects.filter(pk__in=written).count() == 1


def test_history_is_written_while_a_task_is_held(scene):
    part = scene.owed(due_on=date(2026, 6, 10))
    event = TaskEvent.objects.filter(task_id=part.task_id).first()
    with transaction.atomic():
        lock_tasks([part.task_id])
        assert copy_of(event)
