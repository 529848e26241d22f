import pytest

from tests.tasks.api.calling import Caller


@pytest.fixture
def call():
    """Call the API; see `Caller`."""
    return Caller()
