"""The celery app. A unit of work is called a job; jobs live in `<app>/jobs.py`."""

import os
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent

from config import broker
from config.beat import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
broker.register()

app = Celery("fachuang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    result_backend=None,
    task_ignore_result=True,
    # A job is done when it has ended, not when it was taken: a killed worker's job runs again.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # Publishing happens in web requests: no retry, the sweep finds what a dead broker missed.
    task_publish_retry=False,
    broker_connection_timeout=2,
    broker_connection_retry_on_startup=True,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_hijack_root_logger=False,
    timezone="Asia/Shanghai",
    beat_schedule=SCHEDULE,
)
app.autodiscover_tasks(related_name="jobs")


@heartbeat_sent.connect
def note_heartbeat(**_: Any) -> None:
    """Leave the worker's sign of life."""
    from config import heartbeat

    heartbeat.beat()
