"""What the tests of tasks share."""

import pytest

from tests.tasks.workflow.scene import Scene


@pytest.fixture
def scene(db):
    """A county with named people; see `tests.tasks.workflow.scene`."""
    return Scene()
