"""交办 at a letter's issue: dates, whom parts answer to, what drops out."""

from datetime import date

import pytest

from tasks.models import Assignment
from tasks.policies import actions_for, can
from tasks.services import workflow
from tasks.services.workflow import handover
from tests import factories as f
from tests.tasks.workflow.scene import LATER, NOW, fresh
from units.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DAY = f.DAY


def test_parts_become_pending_with_dates(scene):
    lead, part, support = scene.issued()
    for row in (lead, part, support):
        assert (row.state, row.issued_on, row.due_on) == ("pending", DAY, date(2026, 3, 31))
        assert (row.agreed_due_on, row.redo_by) == (date(2026, 3, 31), None)
        event = row.events.get(action="issue")
        assert (event.from_state, event.to_state) == ("draft", "pending")
    assert (lead.task.state, lead.task.issued_on) == ("issued", DAY)


def test_who_answers_to_whom(scene):
    lead, part, support = scene.issued()
    assert (lead.answers_to, part.answers_to, support.answers_to) == (None, lead, lead)


def test_without_lead_all_answer_to_the_office(scene):
    parts = scene.draft()[1:]
    Assignment.objects.filter(task=parts[0].task, role="lead").delete()
    workflow.issue([p.pk for p in parts], actor=scene.office, now=NOW, words="交办")
    assert [fresh(p).answers_to for p in parts] == [None, None]


def test_the_first_named_of_two_leads(scene):
    parts = scene.draft()
    second = f.part(parts[0].task, scene.other_unit, role="lead", rank=0)
    workflow.issue([p.pk for p in [*parts, second]], actor=scene.office, now=NOW, words="交办")
    assert fresh(parts[1]).answers_to == second
    assert fresh(parts[0]).answers_to is None, "a second lead answers to the office"


def test_a_lead_issued_later_takes_over_what_the_office_reviewed(scene):
    lead, part, _ = scene.draft()
    workflow.issue([part.pk], actor=scene.office, now=NOW, words="交办")
    assert fresh(part).answers_to is None
    workflow.issue([lead.pk], actor=scene.office, now=LATER, words="补充交办")
    assert fresh(part).answers_to == lead


def test_what_is_no_longer_draft_drops_out(scene):
    lead, part, support = scene.draft()
    scene.act("cancel", part, scene.office)
    done = workflow.issue(
        [p.pk for p in (lead, part, support)], actor=scene.office, now=NOW, words="交办"
    )
    assert done == workflow.Issued((lead.pk, support.pk), (part.pk,))
    again = workflow.issue([lead.pk], actor=scene.office, now=NOW, words="交办")
    assert again == workflow.Issued((), (lead.pk,))


def test_parts_of_a_cancelled_task_drop_out(scene):
    lead, *_ = scene.draft()
    workflow.cancel_task(lead.task_id, actor=scene.office, now=NOW, reason="不再开展")
    assert workflow.issue([lead.pk], actor=scene.office, now=NOW, words="x").dropped == (lead.pk,)


def test_needs_a_date(scene):
    lead, *_ = scene.draft(due_on=None)
    with pytest.raises(Refused, match="没有办理时限"):
        workflow.issue([lead.pk], actor=scene.office, now=NOW, words="交办")
    assert fresh(lead).state == "draft"


def test_long_term_needs_none(scene):
    lead, *_ = scene.issued(due_on=None, long_term=True)
    assert (lead.long_term, lead.due_on, lead.state) == (True, None, "pending")


def test_a_past_date_refuses_unless_confirmed(scene):
    lead, *_ = scene.draft(due_on=date(2026, 2, 27))
    with pytest.raises(Refused, match="已过"):
        workflow.issue([lead.pk], actor=scene.office, now=NOW, words="交办")
    workflow.issue([lead.pk], actor=scene.office, now=NOW, words="交办", past_dates_confirmed=True)
    assert fresh(lead).due_on == DAY, "lateness counts from the later of due and issue date"


def test_a_rest_day_just_past_is_not_past(scene):
    lead, *_ = scene.draft(due_on=date(2026, 3, 1))  # Sunday; Monday 2 is still on time
    workflow.issue([lead.pk], actor=scene.office, now=NOW, words="交办")
    assert fresh(lead).due_on == date(2026, 3, 1)


def test_issue_is_no_button_for_anybody(scene):
    part = scene.part("draft")
    for who in scene.PEOPLE[:-1]:
        assert "issue" not in [row.action for row in actions_for(getattr(scene, who), part)]
    assert not can(scene.owner, "issue", part)


def test_a_later_lead_stands_in_the_history_of_what_it_takes_over(scene):
    lead, part, support = scene.draft()
    workflow.issue([part.pk], actor=scene.office, now=NOW, words="交办")
    proof = f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(proof, None)])
    workflow.issue([lead.pk, support.pk], actor=scene.office, now=LATER, words="补充交办")
    assert part.events.last().words == "改由县司法局审核"
    assert proof.grants.get().unit == scene.lead_unit
    assert not support.events.filter(action="answers_to").exists(), "its issue says it"


def test_the_date_is_read_under_the_lock(scene, monkeypatch):
    parts = scene.draft()
    Assignment.objects.filter(pk=parts[0].pk).update(agreed_due_on=date(2026, 6, 30))
    locked = handover.lock_tasks

    def lock_after_a_colleague(task_ids):
        ids = list(task_ids)
        Assignment.objects.filter(pk=parts[0].pk).update(agreed_due_on=date(2026, 4, 30))
        return locked(ids)

    monkeypatch.setattr(handover, "lock_tasks", lock_after_a_colleague)
    workflow.issue([parts[0].pk], actor=scene.office, now=NOW, words="交办")
    assert fresh(parts[0]).due_on == date(2026, 4, 30)
