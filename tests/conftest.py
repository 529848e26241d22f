"""What every test may use. The servers are started by `scripts/test.py`, before Django."""

import gc
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.db import connections
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from tests.servers import free_port
from tests.waiting import until

pytest_plugins = ["tests.stages"]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
ROOT = Path(__file__).resolve().parent.parent
PAPERS = "tests/reports/docx/"


class BySharedWork(LoadFileScheduling):
    """A file stays with one process; so do all files that measure the same converted papers."""

    def _split_scope(self, nodeid):
        return PAPERS if nodeid.startswith(PAPERS) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return BySharedWork(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_finish():
    """What stands now stays to the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config, items):
    """Browser tests come last, and are left out where there is no browser; CI has one.

    Last, because a process that drives a browser has threads, and must not be forked any more.
    The long story begins them, lest one process tell it while the other has nothing left to do.
    """
    items.sort(key=order)
    if CHROMIUM:
        return
    browser = [item for item in items if item.get_closest_marker("browser")]
    if browser and os.environ.get("CI"):
        raise pytest.UsageError("没有找到 chromium：apt-get install chromium")
    config.hook.pytest_deselected(items=browser)
    items[:] = [item for item in items if item not in browser]


def order(item):
    """The sort key of a test: others, the story, the remaining browser tests."""
    if not item.get_closest_marker("browser"):
        return 0
    return 1 if item.path.stem == "test_story" else 2


@pytest.fixture
def django_capture_on_commit_callbacks(django_capture_on_commit_callbacks):
    """As pytest-django's, but nothing waits from before and nothing stays, as after a commit."""

    @contextmanager
    def capture(*, using="default", execute=False):
        connections[using].run_on_commit.clear()
        with django_capture_on_commit_callbacks(using=using, execute=execute) as callbacks:
            yield callbacks
        connections[using].run_on_commit.clear()

    return capture


class Mailbox:
    """Keeps what an SMTP server was given; `refuse` is the answer it gives instead of 250."""

    def __init__(self):
        self.letters = []
        self.refuse = None

    async def handle_DATA(self, server, session, envelope):
        if self.refuse:
            return self.refuse
        self.letters.append(envelope)
        return "250 OK"


@pytest.fixture
def smtp(settings):
    """A real SMTP server that Django's mail settings point to; gives its Mailbox."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield mailbox
    controller.stop()


@pytest.fixture
def environment_of_tests(transactional_db, settings):
    """The variables under which another process sees this test's database, broker and files."""
    from django.db import connection

    given = connection.settings_dict
    url = f"sqlite:///{given['NAME']}"
    if connection.vendor == "postgresql":
        url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + given["NAME"]
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.test"),
        "PYTEST_XDIST_WORKER": settings.WORKER,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }


@pytest.fixture
def real_worker(environment_of_tests, settings, tmp_path):
    """A celery worker as a process of its own on the test's database and broker."""
    from config import heartbeat
    from config.celery import app

    app.control.purge()  # jobs that tests without a worker have left behind
    log = tmp_path / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo"]
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [*command, "--heartbeat-interval", "1", "--loglevel", "INFO"],
            cwd=ROOT,
            env=environment_of_tests,
            stdout=out,
            stderr=out,
        ) as process,
    ):
        try:
            until(lambda: b"ready." in log.read_bytes(), alive=process, log=log)
            until(heartbeat.alive, alive=process, log=log)
            yield process
        finally:
            process.terminate()
            process.wait(20)
