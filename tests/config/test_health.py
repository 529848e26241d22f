"""`/healthz` and `/readyz`: what is needed, what is only degraded."""

import os
import time

import pytest
from django.db import connection

from config import health, heartbeat

pytestmark = [pytest.mark.core, pytest.mark.django_db]


def test_the_process_answers_without_a_database(client, unreachable_database):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 503


@pytest.fixture
def unreachable_database(monkeypatch):
    """A database that cannot be reached."""
    from django.db import OperationalError

    def refuse(*_):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_storage_that_cannot_be_written_is_503(client, settings, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    settings.BLOB_DIR = tmp_path / "file" / "blobs"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["storage"] is False
    assert answer.json()["checks"]["database"] is True


def test_without_a_worker_it_is_degraded(client, settings, tmp_path):
    heartbeat.beat()
    assert client.get("/readyz").json()["status"] == "ok"
    forget(settings)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "degraded",
        "checks": {"database": True, "storage": True, "broker": True, "worker": False},
    }


def forget(settings):
    """Make the last heartbeat an hour old."""
    from django.core.cache import cache

    hour_ago = time.time() - 3600
    if settings.REDIS_URL:
        cache.set("worker-heartbeat", hour_ago)
    else:
        os.utime(settings.VAR_DIR / "worker-heartbeat", (hour_ago, hour_ago))
    assert "3600 秒没有心跳" in health.worker()


def test_a_dead_broker_is_degraded(client, monkeypatch):
    def refuse(*_, **__):
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(health.app, "connection_for_write", refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["broker"] is False


def test_ready_tells_no_addresses(client):
    assert set(client.get("/readyz").json()) == {"status", "checks"}
