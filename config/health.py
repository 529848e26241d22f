"""`/healthz`: this process answers. `/readyz`: what it needs is there."""

import uuid
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from config import heartbeat
from config.celery import app


def database() -> str:
    """Return "" when the database answers, else why not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError as error:
        return f"数据库没有应答：{error}".strip()
    return ""


def storage() -> str:
    """Return "" when a file can be written, read and removed in the store, else why not."""
    probe = Path(settings.BLOB_DIR) / f".probe-{uuid.uuid4().hex}"
    try:
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"ok")
        same = probe.read_bytes() == b"ok"
        probe.unlink()
    except OSError as error:
        return f"文件存储不可写：{error.strerror or error}"
    return "" if same else "文件存储读出的内容与写入的不同"


def broker() -> str:
    """Return "" when a job could be handed over now, else why not."""
    try:
        with app.connection_for_write() as link:
            link.ensure_connection(max_retries=1, timeout=2)
            app.amqp.queues["celery"].bind(link.default_channel).declare()
    except (OSError, KombuError, RedisError) as error:
        return f"消息队列没有应答：{error}".strip()
    return ""


def worker() -> str:
    """Return "" when a worker was heard lately, else why not."""
    try:
        age = heartbeat.seconds_since()
    except (OSError, RedisError) as error:
        return f"读不到后台进程的心跳：{error}"
    if age is None:
        return "后台进程还没有启动过"
    return "" if age < heartbeat.ALIVE_SECONDS else f"后台进程已 {age:.0f} 秒没有心跳"


NEEDED: dict[str, Callable[[], str]] = {"database": database, "storage": storage}
DEGRADED: dict[str, Callable[[], str]] = {"broker": broker, "worker": worker}


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as this process can answer at all."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """503 without database or storage; 200 `degraded` without broker or worker; else 200 `ok`.

    Names only, no addresses or error texts: anybody may ask. `doctor` tells the administrator.
    """
    checks = {name: not check() for name, check in (NEEDED | DEGRADED).items()}
    if not all(checks[name] for name in NEEDED):
        word, code = "unavailable", 503
    else:
        word, code = ("ok" if all(checks.values()) else "degraded"), 200
    return JsonResponse({"status": word, "checks": checks}, status=code)
