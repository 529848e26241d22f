import pytest
import time_machine

from tests.factories import at
from tests.reports.factories import Scene
from tests.stages import world
from tests.units.factories import browser_of

scene = world(Scene)


@pytest.fixture
def noon():
    """The day on which the pages are opened: Monday 2 March 2026, 15:00 in Beijing."""
    with time_machine.travel(at(hour=15), tick=True):
        yield


class Browser:
    """A person's browser: `get` and `post` give the answer with its text in `.text`."""

    def __init__(self, seat):
        self.client = browser_of(seat)

    def get(self, path, status=200, **data):
        return self._told(self.client.get(path, data), status)

    def post(self, path, status=302, follow=False, **data):
        return self._told(self.client.post(path, data, follow=follow), status)

    @staticmethod
    def _told(answer, status):
        body = b"".join(answer) if answer.streaming else answer.content
        answer.text_ = body.decode(errors="replace")
        assert answer.status_code == status, (answer.status_code, answer.text_[:600])
        return answer


@pytest.fixture
def clerk(scene, noon):
    return Browser(scene.clerk)


@pytest.fixture
def chief(scene, noon):
    return Browser(scene.chief)


@pytest.fixture
def liaison(scene, noon):
    return Browser(scene.liaison)


@pytest.fixture
def stranger(scene, noon):
    return Browser(scene.stranger)


@pytest.fixture
def foreigner(noon, scene):
    """The office of another county."""
    return Browser(Scene().clerk)
