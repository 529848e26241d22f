"""撤回 while nobody has begun to review."""

import pytest

from tasks.services import workflow
from tests import factories as f
from tests.factories import DAY, at
from tests.tasks.workflow import checks
from tests.tasks.workflow.scene import LATER, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_back_to_active_with_the_text_as_draft(scene):
    part = checks.moves(scene, "withdraw", "owner", "submitted", "active")
    assert (part.handed_in_on, part.first_handed_in_on, part.first_due_on) == (None, None, None)
    draft = part.submissions.get()
    assert (draft.state, draft.text, draft.handed_in_at) == ("draft", "已完成", None)


def test_back_to_returned(scene):
    part = scene.part("returned")
    first = part.first_handed_in_on
    scene.act("submit", part, scene.owner, now=at(DAY.replace(day=3)))
    part = scene.act("withdraw", part, scene.owner, now=at(DAY.replace(day=3), 15))
    assert part.state == "returned"
    assert part.first_handed_in_on == first, "the first hand-in was judged: it stands"
    assert part.submissions.count() == 2


def test_handing_in_again_counts_the_new_day(scene):
    part = scene.part("submitted")
    scene.act("withdraw", part, scene.owner)
    part = scene.act("submit", part, scene.owner, now=at(DAY.replace(day=10)))
    assert part.first_handed_in_on == DAY.replace(day=10)
    assert part.submissions.get().n == 1


@pytest.mark.parametrize("who", ["owner", "office"])
def test_the_lead_reads_no_longer_what_was_taken_back(scene, who):
    part, wrong = scene.part("active"), f.evidence(scene.owner)
    scene.act("submit", part, getattr(scene, who), proofs=[(wrong, None)])
    assert wrong.grants.get().unit == scene.lead_unit
    scene.act("withdraw", part, scene.owner)
    assert not wrong.grants.exists()


def test_what_the_lead_has_sent_back_it_may_read_again(scene):
    part, old, new = scene.part("active"), f.evidence(scene.owner), f.evidence(scene.owner)
    scene.act("submit", part, scene.owner, proofs=[(old, None)])
    scene.act("ask_more", part, scene.lead)
    scene.act("submit", part, scene.owner, proofs=[(new, None)])
    scene.act("withdraw", part, scene.owner)
    assert (old.grants.count(), new.grants.count()) == (1, 0)


@pytest.mark.parametrize("reviewer", ["lead", "office"])
def test_not_once_review_has_begun(scene, reviewer):
    part = scene.part("submitted")
    workflow.begin_review(part.pk, actor=getattr(scene, reviewer), now=LATER)
    error = checks.nothing_happens(scene, "withdraw", part, scene.owner, checks.Refused)
    assert "审核已经开始" in error.message


@pytest.mark.parametrize("who", ["owner", "stranger", "support", "leader"])
def test_looking_without_being_the_reviewer_begins_nothing(scene, who):
    part = scene.part("submitted")
    workflow.begin_review(part.pk, actor=getattr(scene, who), now=LATER)
    assert scene.act("withdraw", part, scene.owner).state == "active"


def test_who_handed_in_does_not_begin_the_review_by_looking(scene):
    part = scene.part("active")
    scene.act("submit", part, scene.office)
    workflow.begin_review(part.pk, actor=scene.office, now=LATER)
    assert fresh(part).submissions.get().review_began_at is None


def test_other_states(scene):
    checks.refuses_states(scene, "withdraw", "owner", {"submitted"})


def test_other_people(scene):
    checks.refuses_persons(scene, "withdraw", "submitted", {"owner", "colleague"})


def test_stale(scene):
    checks.refuses_stale(scene, "withdraw", "owner", "submitted")
