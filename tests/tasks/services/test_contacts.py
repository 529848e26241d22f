"""催办记录."""

from datetime import date

import pytest

from tasks.models import ContactNote, TaskEvent
from tasks.services import contacts
from tests.tasks.workflow.scene import LATER
from units.errors import Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def note(scene, parts, who="office", **kwargs):
    kwargs = {"method": "phone", "person": "周敏", "answer": "周五前报"} | kwargs
    return contacts.note_contact(
        [p.pk for p in parts], actor=getattr(scene, who), now=LATER, **kwargs
    )


def test_one_note_for_several_parts_of_one_unit(scene):
    parts = [scene.part("active"), scene.part("pending")]
    row = note(scene, parts, promised_on=date(2026, 3, 6))
    assert (row.unit, row.assignments.count(), row.day) == (scene.unit, 2, date(2026, 3, 2))
    events = TaskEvent.objects.filter(action="contact")
    assert {e.assignment for e in events} == set(parts)
    assert {e.words for e in events} == {"电话联系周敏，答复：周五前报"}


def test_units_do_not_read_it(scene):
    part = scene.part("active")
    note(scene, [part])
    seen = TaskEvent.objects.filter(action="contact")
    assert seen.visible_to(scene.office).count() == 1
    assert seen.visible_to(scene.leader).count() == 1
    assert not seen.visible_to(scene.owner).exists()
    assert not seen.visible_to(scene.lead).exists()


def test_not_for_two_units(scene):
    lead, part, _ = scene.issued()
    with pytest.raises(Refused, match="同一单位"):
        note(scene, [lead, part])
    with pytest.raises(Refused):
        note(scene, [])


@pytest.mark.parametrize(
    "wrong", [{"method": "pigeon"}, {"person": " "}, {"day": date(2026, 3, 3)}]
)
def test_names_what_is_wrong(scene, wrong):
    with pytest.raises(Refused) as caught:
        note(scene, [scene.part("active")], **wrong)
    assert set(caught.value.fields) == set(wrong)
    assert not ContactNote.objects.exists()


@pytest.mark.parametrize("who", ["owner", "lead", "leader", "foreign_office"])
def test_only_the_office(scene, who):
    with pytest.raises(Forbidden):
        note(scene, [scene.part("active")], who)
