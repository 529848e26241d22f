import pytest

from tests.reports.notices.world import NoticeScene


@pytest.fixture
def scene(db):
    return NoticeScene()
