"""A browser for tests of pages: somebody of the scene opens a page or sends a form."""

from datetime import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as f
from tests.stages import world
from tests.tasks.workflow.scene import LATER, Scene

__all__ = ["made", "queries", "scene", "visit"]
BACKEND = "django.contrib.auth.backends.ModelBackend"


made = world(Scene)


@pytest.fixture
def scene(made, settings, tmp_path):
    """The county with its named people; what is uploaded goes into a folder of the test."""
    settings.BLOB_DIR = tmp_path / "blobs"
    return made


class Visit:
    """`visit.get(seat, name, *args)` and `visit.post(…, **fields)`; the clock stands still."""

    def __init__(self) -> None:
        self.now: datetime = LATER
        self.browsers: dict[tuple[int, datetime], Client] = {}

    def get(self, seat, name, /, *args, status=200, **query):
        return self._go("get", seat, name, args, status, query)

    def post(self, seat, name, /, *args, status=302, **fields):
        return self._go("post", seat, name, args, status, fields)

    def _go(self, method, seat, name, args, status, data):
        with time_machine.travel(self.now, tick=False):
            answer = getattr(self._browser(seat), method)(reverse(name, args=args), data)
        assert answer.status_code == status, answer.content.decode()[:2000]
        answer.text_ = answer.content.decode(errors="replace")  # a download is no text
        return answer

    def _browser(self, seat):
        """Log in again when the clock was moved: no log-in lasts for days."""
        key = seat.user.pk, self.now
        if key not in self.browsers:
            self.browsers[key] = Client()
            self.browsers[key].force_login(seat.user, BACKEND)
        return self.browsers[key]


@pytest.fixture
def visit():
    """Open pages as people of the scene, at 11:00 of the scene's day."""
    return Visit()


@pytest.fixture
def queries(visit):
    """Count the queries of a page: `queries(seat, name, *args)`, the second time it is opened."""

    def count(seat, name, *args, **query):
        visit.get(seat, name, *args, **query)
        with CaptureQueriesContext(connection) as seen:
            visit.get(seat, name, *args, **query)
        return len(seen)

    return count


def file(name: str, data: bytes) -> SimpleUploadedFile:
    """Return an upload."""
    return SimpleUploadedFile(name, data)


def beside(answer, field: str, words: str, *, typed: str = "") -> None:
    """Assert that the sentence stands beside its field and that what was typed is still there."""
    errors = answer.context["form"].errors
    assert words in " ".join(errors.get(field, [])), errors
    assert words in answer.text_
    assert typed in answer.text_


def on_top(answer, words: str, *, typed: str = "") -> None:
    """Assert that the sentence belongs to the whole form and that what was typed is kept."""
    beside(answer, "__all__", words, typed=typed)


def several_tasks(scene, number: int) -> list:
    """Issue further tasks, each with three parts; returns their lead parts."""
    return [scene.issued()[0] for _ in range(number)]


def elsewhere(scene):
    """Return a lead part of another county and its office."""
    other = f.seat(f.county("邻县二"), "office_clerk")
    campaign = f.campaign(other.county)
    unit = f.unit(other.county, "邻县司法局")
    return f.issued(f.task(campaign, title="邻县任务"), (unit, "lead"), by=other)[0]
