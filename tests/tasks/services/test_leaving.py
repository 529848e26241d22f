"""A unit with parts that are not over is not closed."""

import pytest

from tests import factories as f
from units.errors import Refused
from units.services import bodies

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def close(scene):
    bodies.close_unit(actor=scene.office, unit=scene.unit, today=f.DAY, now=f.at())


@pytest.mark.parametrize(
    "state", ["draft", "pending", "active", "objected", "submitted", "returned", "suspended"]
)
def test_open_and_draft_parts_keep_it_open(scene, state):
    scene.part(state)
    with pytest.raises(Refused, match="县水利局还有 1 项分工未办结"):
        close(scene)
    scene.unit.refresh_from_db()
    assert scene.unit.active


@pytest.mark.parametrize("state", ["accepted", "cancelled", "released"])
def test_what_is_over_does_not(scene, state):
    scene.part(state)
    close(scene)
    scene.unit.refresh_from_db()
    assert not scene.unit.active
