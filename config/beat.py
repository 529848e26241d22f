"""When which job runs. Beat only asks "is something due?"; the jobs decide, so two beats are harmless.

Name of the job → its schedule (a `timedelta` or a celery `crontab` in Beijing time).
"""

from datetime import timedelta

from celery.schedules import crontab

TABLE: dict[str, timedelta | crontab] = {
    "units.deliver": timedelta(minutes=1),
    "units.seal_audit": timedelta(minutes=1),
}

SCHEDULE = {name: {"task": name, "schedule": when} for name, when in TABLE.items()}
