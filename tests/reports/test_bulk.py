"""Bulk rows obey the tables and the table of transitions."""

import pytest

from reports.models import CampaignDay
from tasks.choices import PartState
from tasks.models import Assignment, TaskEvent
from tasks.transitions import TABLE
from tests.reports.conftest import MONDAY
from units.clock import local_date

pytestmark = pytest.mark.django_db


def test_every_state_has_the_events_that_lead_to_it(busy):
    for part in Assignment.objects.prefetch_related("events"):
        state, fields = PartState.DRAFT, {}
        for event in part.events.all():
            row = TABLE[event.action]
            assert event.from_state == state
            assert row.starts_from(state)
            assert row.target in (None, event.to_state)
            state, fields = event.to_state, fields | event.data
        assert state == part.state
        assert part.version == len(part.events.all())
        for name, value in fields.items():
            stored = getattr(part, name)
            assert value == (stored.isoformat() if hasattr(stored, "isoformat") else stored)


def test_nothing_happens_before_the_hand_over_or_after_today(busy):
    today = local_date(MONDAY)
    for event in TaskEvent.objects.filter(assignment__isnull=False).select_related("assignment"):
        assert event.assignment.issued_on <= event.day <= today


def test_a_closed_task_has_no_open_part(busy):
    parts = Assignment.objects.filter(task__state="closed")
    assert parts
    assert set(parts.values_list("state", flat=True)) <= {"accepted", "released"}


def test_every_state_occurs_and_days_are_counted(busy):
    states = set(Assignment.objects.values_list("state", flat=True))
    assert states == set(PartState) - {PartState.CANCELLED}
    day = CampaignDay.objects.latest("day")
    assert day.day < local_date(MONDAY)
    assert day.expected >= day.done >= day.on_time > 0
