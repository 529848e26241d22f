import pytest

from tests.reports.factories import Scene


@pytest.fixture
def scene(db):
    return Scene()
