"""Jobs: policy of the app, names in the beat table, a real worker."""

import json
import re

import pytest

from config import beat, heartbeat
from config.celery import app
from config.env import BASE_DIR
from tests.waiting import until

APPS = ("units", "indicators", "tasks", "reports")
KICK = re.compile(r"""\bkick(?:_each)?\(\s*["']([\w.]+)""")


def test_a_job_survives_its_worker():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.accept_content == ["json"]
    assert app.conf.result_backend is None
    assert app.conf.timezone == "Asia/Shanghai"


def test_publishing_never_holds_up_a_page(settings):
    assert app.conf.task_publish_retry is False
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    if settings.REDIS_URL:
        assert options["socket_connect_timeout"] <= 2
        assert options["visibility_timeout"] >= 6 * 3600


def test_every_name_of_the_beat_table_is_a_job():
    app.loader.import_default_modules()
    assert set(beat.TABLE) <= set(app.tasks)


def test_every_job_a_service_asks_for_exists():
    app.loader.import_default_modules()
    files = (path for name in APPS for path in (BASE_DIR / name).rglob("*.py"))
    asked = {name for path in files for name in KICK.findall(path.read_text(encoding="utf-8"))}
    assert asked
    assert asked <= set(app.tasks)


def test_the_schedule_is_the_table():
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == set(beat.TABLE)


@pytest.mark.core
@pytest.mark.race
def test_a_real_worker_answers_and_shows_a_heartbeat(real_worker, client):
    assert heartbeat.alive()
    assert client.get("/readyz").json() == {
        "status": "ok",
        "checks": {"database": True, "storage": True, "broker": True, "worker": True},
    }
    app.send_task("celery.backend_cleanup")
    until(lambda: json.loads(client.get("/readyz").content)["checks"]["worker"], alive=real_worker)
