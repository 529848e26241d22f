"""When which job runs. Beat only asks "is something due?"; the jobs decide, so two beats are harmless.

Name of the job → its schedule (a `timedelta` or a celery `crontab` in Beijing time).
"""

from datetime import timedelta

from celery.schedules import crontab

TABLE: dict[str, timedelta | crontab] = {
    "units.deliver": timedelta(minutes=1),
    "units.seal_audit": timedelta(minutes=1),
    "units.sweep_works": timedelta(minutes=1),
    "reports.render_missing": timedelta(minutes=5),
    "reports.climb_ladder": crontab(minute="5,35"),
    # In working hours only; 视为已签收 has been counted before.
    "reports.remind_receipts": crontab(hour="9-17", minute="25"),
    "tasks.acknowledge_silent": crontab(minute="15,45"),
    # Each hour, so that the row of a day is there even if the evening's run was missed.
    "reports.count_days": crontab(minute="50"),
    "indicators.sweep_blobs": crontab(hour="3", minute="20"),
    "units.clear_sessions": crontab(hour="3", minute="40"),
}

# A question nobody answered for half an hour is asked again anyway: it must not pile up.
SCHEDULE = {
    name: {"task": name, "schedule": when, "options": {"expires": 1800}}
    for name, when in TABLE.items()
}
