import pytest
import time_machine
from django.urls import reverse

from tests.reports.notices.world import IN_TIME, NoticeScene
from tests.stages import world

scene = world(NoticeScene)


@pytest.fixture
def moved_day():
    with time_machine.travel(IN_TIME, tick=False):
        yield


@pytest.fixture
def go(client, moved_day):
    """Ask for a page as a seat; `data` makes it a POST."""

    def ask(seat, name, *args, query="", data=None):
        client.force_login(seat.user, "django.contrib.auth.backends.ModelBackend")
        path = reverse(name, args=args) + query
        return client.get(path) if data is None else client.post(path, data)

    return ask


@pytest.fixture
def sent(scene):
    scene.prompted()
    return scene.checked()
