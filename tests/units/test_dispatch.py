"""Jobs are handed over after commit; a dead broker fails nothing."""

import pytest
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from tests.units.factories import NOON
from units import dispatch, jobs
from units.dispatch import kick
from units.models import AuditEntry, AuditSeal
from units.services.audit import record_audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    calls = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, **options: calls.append((name, options))
    )
    return calls


def test_a_job_is_handed_over_after_commit(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kick("units.deliver", person_id=3)
        assert sent == []
    assert sent == [("units.deliver", {"kwargs": {"person_id": 3}, "retry": False})]


def test_a_job_asked_for_several_times_is_handed_over_once(
    sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for person_id in (3, 4, 3):
            kick("units.deliver", person_id=person_id)
    assert [options["kwargs"]["person_id"] for _, options in sent] == [3, 4]


def test_what_an_undone_savepoint_asked_for_does_not_count(
    sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
            kick("units.deliver")
            raise RuntimeError
        kick("units.deliver")
    assert len(sent) == 1


@pytest.mark.parametrize("error", [OperationalError("down"), ConnectionRefusedError("down")])
def test_a_dead_broker_is_logged(monkeypatch, caplog, django_capture_on_commit_callbacks, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(dispatch.current_app, "send_task", fail)
    with django_capture_on_commit_callbacks(execute=True):
        kick("units.deliver")
    assert "units.deliver" in caplog.text


def test_the_jobs_do_their_work():
    record_audit(actor=None, action="login", now=NOON)
    jobs.seal_audit()
    assert not AuditEntry.objects.unsealed().exists()
    assert AuditSeal.objects.count() == 1
    jobs.deliver()
