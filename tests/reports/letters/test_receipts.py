"""Who has a document: said by the unit, or told by the parts of a 交办函 (Lifecycle of a part)."""

import pytest

from reports.models import Letter, LetterReceipt
from reports.pages import letter as pages
from reports.querysets.letter import unreceived
from reports.services.letters import after, drafting
from tasks.services.silence import acknowledge_silent
from tasks.services.workflow import ACTIONS
from tests.factories import at
from tests.reports.factories import later
from units.errors import Conflict

pytestmark = [pytest.mark.core, pytest.mark.django_db]


@pytest.fixture
def letter(scene):
    return scene.issued(scene.handover(scene.part(), scene.part()))


def waits(letter, scene):
    """Whether list, receipts and page say that it waits; all three must agree."""
    listed = Letter.objects.filter(unreceived(scene.clerk), pk=letter.pk).exists()
    rows = LetterReceipt.objects.filter(letter=letter)
    assert rows.waiting().exists() == listed
    assert rows.received().exists() != listed
    counted = Letter.objects.with_receipts(scene.clerk).get(pk=letter.pk)
    assert (counted.sent, counted.received) == (1, int(not listed))
    (shown,) = pages.receipts(letter, scene.clerk, pages.items(letter))
    assert shown.received != listed
    return listed


def test_a_handover_is_received_by_acknowledging_all_its_parts(scene, letter):
    first, second = letter.items.values_list("assignment_id", flat=True)
    assert waits(letter, scene)
    ACTIONS["acknowledge"](first, actor=scene.liaison, now=at(hour=11))
    assert waits(letter, scene)
    ACTIONS["acknowledge"](second, actor=scene.liaison, now=at(hour=11))
    assert not waits(letter, scene)


@pytest.mark.parametrize("act", ["suspend", "cancel"])
def test_what_the_office_does_to_a_part_is_no_receipt(scene, letter, act):
    for pk in letter.items.values_list("assignment_id", flat=True):
        ACTIONS[act](pk, actor=scene.clerk, now=at(hour=11), reason="上级调整")
    rows = LetterReceipt.objects.filter(letter=letter)
    assert not rows.received().exists()
    assert rows.waiting().exists() == (act == "suspend")
    (shown,) = pages.receipts(letter, scene.clerk, pages.items(letter))
    assert (shown.received, shown.called_off) == (False, act == "cancel")


def test_receiving_it_acknowledges_its_parts(scene, letter):
    after.receive(letter.pk, actor=scene.liaison, now=at(hour=11))
    assert set(letter.items.values_list("assignment__state", flat=True)) == {"active"}
    assert not waits(letter, scene)
    (shown,) = pages.receipts(letter, scene.clerk, pages.items(letter))
    assert (shown.who, shown.silent) == (scene.liaison.user.name, False)


def test_a_revoked_document_is_not_received(scene, letter):
    other = scene.issued()
    after.revoke(letter.pk, by_letter_id=other.pk, actor=scene.chief, now=at(hour=11))
    with pytest.raises(Conflict, match="已撤销"):
        after.receive(letter.pk, actor=scene.liaison, now=at(hour=12))
    assert set(letter.items.values_list("assignment__state", flat=True)) == {"pending"}


def test_what_nobody_acknowledged_counts_as_received_and_says_so(scene, letter):
    acknowledge_silent(scene.campaign, now=later(7))
    assert not waits(letter, scene)
    (shown,) = pages.receipts(letter, scene.clerk, pages.items(letter))
    assert shown.silent


def test_a_prompt_is_received_by_saying_so_only(scene):
    part = scene.owed(due_on=at().date())
    prompt = drafting.draft_letter(
        "prompt", scene.unit, [part], actor=scene.clerk, now=at(), answer_by=later(7).date()
    )
    prompt = scene.issued(prompt)
    ACTIONS["acknowledge"](part.pk, actor=scene.liaison, now=at(hour=11))
    assert waits(prompt, scene)
    after.receive(prompt.pk, actor=scene.liaison, now=at(hour=12))
    assert not waits(prompt, scene)


def test_a_unit_counts_its_own_receipts_only(scene, letter):
    other = scene.stranger.membership.unit
    LetterReceipt.objects.create(letter=letter, unit=other, received_at=at())
    assert Letter.objects.with_receipts(scene.clerk).get(pk=letter.pk).sent == 2
    assert Letter.objects.with_receipts(scene.liaison).get(pk=letter.pk).sent == 1
    assert not Letter.objects.filter(unreceived(scene.stranger)).exists()
    assert [row.unit for row in pages.receipts(letter, scene.liaison, [])] == [scene.unit.short]
