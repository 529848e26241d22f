"""催办记录."""

import pytest

from tasks.models import ContactNote
from tests.reports.visiting import beside, elsewhere

FIELDS = {"method": "wechat", "person": "王敏", "answer": "下周一报", "promised_on": "2026-03-09"}


def test_is_written_down(scene, visit):
    part = scene.part("active")
    visit.post(scene.office, "contact", part.pk, **FIELDS)
    note = ContactNote.objects.get()
    assert (note.method, note.person, note.answer) == ("wechat", "王敏", "下周一报")
    assert list(note.assignments.all()) == [part]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"method": "pigeon"}, "method"),
        ({"method": ""}, "method"),
        ({"person": " "}, "person"),
        ({"day": "2026-03-03"}, "day"),
        ({"day": "昨天"}, "day"),
        ({"promised_on": "x"}, "promised_on"),
        ({"promised_on": "2020-01-01"}, "promised_on"),
        ({"promised_on": "2027-03-09"}, "promised_on"),
        ({"answer": "下周一报" * 126}, "answer"),
    ],
)
def test_refused(scene, visit, change, field):
    part = scene.part("active")
    answer = visit.post(scene.office, "contact", part.pk, status=400, **(FIELDS | change))
    beside(answer, field, "", typed="下周一报")
    assert not ContactNote.objects.exists()


def test_the_office_alone(scene, visit):
    part = scene.part("active")
    for who in ("owner", "lead", "leader"):
        visit.post(getattr(scene, who), "contact", part.pk, status=403, **FIELDS)
    visit.post(scene.stranger, "contact", part.pk, status=404, **FIELDS)
    visit.post(scene.office, "contact", elsewhere(scene).pk, status=404, **FIELDS)
