"""退回修改 by the office, counted."""

import pytest

from tests.factories import DAY
from tests.tasks.workflow import checks

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_the_office_returns_and_it_counts(scene):
    part = checks.moves(scene, "return", "office", "submitted", "returned", led=False)
    assert part.return_count == 1
    assert part.due_on == part.redo_by == DAY.replace(day=31), "early work loses no day"
    assert part.agreed_due_on == DAY.replace(day=31), "the agreed date stays"
    assert part.submissions.get().state == "returned"


def test_every_return_counts(scene):
    part = scene.part("returned", led=False)
    scene.act("submit", part, scene.lead)
    part = scene.act("return", part, scene.office, reasons=["page_missing"])
    assert part.return_count == 2
    assert part.submissions.count() == 2


def test_in_a_leads_place_with_a_reason(scene):
    part = checks.moves(scene, "return", "office", "submitted", "returned")
    assert part.return_count == 1


def test_in_a_leads_place_without_reason(scene):
    error = checks.refuses_needs(
        scene, "return", "office", "submitted", "in_place_reason", in_place_reason=""
    )
    assert "县司法局" in error.message


def test_needs_a_reason(scene):
    checks.refuses_needs(scene, "return", "office", "submitted", "reasons", led=False, reasons=[])


def test_other_states(scene):
    checks.refuses_states(scene, "return", "office", {"submitted"})


@pytest.mark.parametrize("led", [True, False])
def test_other_people(scene, led):
    checks.refuses_persons(scene, "return", "submitted", {"office", "office_head"}, led=led)


def test_stale(scene):
    checks.refuses_stale(scene, "return", "office", "submitted", led=False)
