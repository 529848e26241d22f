"""The head of a task: whom to ring up at the lead, and the letters that handed it over."""

import pytest

from reports.models import Letter
from reports.services.letters import drafting, issuing, signing
from tests import factories as f
from tests.reports.factories import letter_head


@pytest.fixture
def parts(scene):
    """A task handed over by three letters, through signature and number."""
    letter_head(scene.county)
    parts = scene.draft()
    batch = drafting.draft_handover([parts[0].task_id], actor=scene.office, now=f.at())
    for letter in batch.letters.all():
        signing.check(letter.pk, actor=scene.office, now=f.at())
        signing.send(letter.pk, actor=scene.office, now=f.at())
        signing.sign(letter.pk, actor=scene.office_head, now=f.at())
        issuing.issue(letter.pk, actor=scene.office, now=f.at())
    return parts


@pytest.fixture
def page(visit, parts):
    """Open the task as somebody."""
    return lambda who: visit.get(who, "task", parts[0].task_id)


def test_the_leads_liaison_for_the_office_alone(scene, page):
    scene.lead.user.phone = "0000-1234567"
    scene.lead.user.save()
    text = page(scene.office).text_
    assert scene.lead.user.name in text
    assert 'href="tel:0000-1234567"' in text
    for who in (scene.leader, scene.owner, scene.support):
        assert "0000-1234567" not in page(who).text_


def test_a_lead_without_a_liaison_is_said(scene, page):
    scene.lead.membership.role = "unit_head"
    scene.lead.membership.save()
    assert "还没有联络员" in page(scene.office).text_


def test_the_letters_are_linked_as_far_as_they_may_be_opened(scene, page):
    letters = {letter.unit_id: letter for letter in Letter.objects.all()}
    for who, seen in (
        (scene.office, set(letters)),
        (scene.leader, set(letters)),
        (scene.owner, {scene.unit.pk}),
        (scene.support, {scene.support_unit.pk}),
    ):
        text = page(who).text_
        linked = {unit for unit, letter in letters.items() if f'"/letters/{letter.pk}/"' in text}
        assert linked == seen
        assert all(letters[unit].number_text in text for unit in seen)


def test_what_is_not_issued_hands_nothing_over(scene, visit):
    letter_head(scene.county)
    parts = scene.draft()
    drafting.draft_handover([parts[0].task_id], actor=scene.office, now=f.at())
    assert visit.get(scene.office, "task", parts[0].task_id).context["page"].letters == []


def test_many_letters_fold(scene, visit, parts):
    for number in range(3):
        unit = f.unit(scene.county, f"县第{number}局")
        letter = Letter.objects.filter(unit=scene.unit).get()
        part = f.part(parts[0].task, unit, role="support", rank=9)
        items = letter.items.get()
        letter.pk, letter.unit, letter.number_text = None, unit, f"示〔2026〕{90 + number}号"
        letter.save()
        items.pk, items.letter, items.assignment = None, letter, part
        items.save()
    assert "6 份交办文书" in visit.get(scene.office, "task", parts[0].task_id).text_
