"""Bulk rows obey the tables and the table of transitions."""

from collections import Counter

import pytest

from reports.correspondence import may_write, needs_consent
from reports.models import CampaignDay, Letter, Series
from reports.services.bulk import make_counties
from reports.services.verifying import verify
from tasks.choices import PartState
from tasks.models import Assignment, SubmissionEvidence, TaskEvent
from tasks.transitions import TABLE
from tests.reports.conftest import MONDAY
from units.clock import local_date
from units.models import AuditEntry

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


@pytest.mark.core
def test_all_that_must_hold_holds(busy):
    assert {name: said for name, said in verify(MONDAY).items() if said} == {}


def test_every_part_handed_over_stands_in_one_issued_letter(busy):
    parts = Assignment.objects.exclude(state=PartState.DRAFT)
    assert parts
    for part in parts.prefetch_related("letter_items__letter"):
        (item,) = part.letter_items.all()
        assert (item.outcome, item.letter.unit_id) == ("included", part.unit_id)
        assert item.letter.issued_on == part.issued_on
        assert part.task.title in str(item.letter.snapshot)


def test_numbers_follow_the_days(busy):
    for series in Series.objects.all():
        days = [row.letter.issued_on for row in series.numbers.order_by("n")]
        assert days == sorted(days)
        assert series.last == len(days)
        assert {day.year for day in days} == {series.year}


def test_towns_are_written_to_with_consent_and_courts_only_asked(busy):
    for letter in Letter.objects.select_related("unit"):
        assert may_write(letter.kind, letter.unit.relation)
        assert (letter.consent_on is not None) == needs_consent(letter.kind, letter.unit.relation)


def test_a_lead_may_read_what_was_handed_in_to_it(busy):
    handed_in = SubmissionEvidence.objects.filter(
        submission__assignment__answers_to__isnull=False
    ).select_related("submission__assignment__answers_to")
    assert handed_in
    for row in handed_in:
        lead = row.submission.assignment.answers_to.unit
        assert row.evidence.grants.filter(unit=lead).exists()


def test_every_event_has_its_row_in_the_sealed_trail(busy):
    told = Counter(
        (f"assignment.{e.action}", str(e.assignment_id))
        if e.assignment_id
        else (f"task.{e.action}", str(e.task_id))
        for e in TaskEvent.objects.all()
    )
    rows = AuditEntry.objects.filter(action__regex=r"^(task|assignment)\.")
    assert Counter(rows.values_list("action", "object_id")) == told
    assert not AuditEntry.objects.filter(sealed=False).exists()


@pytest.mark.django_db
def test_files_prove_each_task_if_asked_for():
    (campaign,) = make_counties(1, 12, now=MONDAY, evidence_per_task=5)
    tasks = campaign.tasks.filter(assignments__submissions__isnull=False).distinct()
    assert tasks
    for task in tasks:
        proofs = SubmissionEvidence.objects.filter(submission__assignment__task=task)
        assert proofs.count() == 5
        assert {proof.evidence.kind for proof in proofs} == {"file"}
    assert verify(MONDAY)["文件"] == []
