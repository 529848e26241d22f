"""A reminder printed as a plain letter: no number, no mark, nobody blamed."""

from datetime import date

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def address(name, scene):
    return reverse(name, args=(scene.unit.pk,))


def test_what_is_due_soon_is_printed_without_number(scene, clerk, liaison):
    part = scene.owed(due_on=date(2026, 3, 4))
    for browser in (clerk, liaison):
        text = browser.get(address("reminder", scene)).text_
        assert part.task.title in text
        assert "〔" not in text
    docx = clerk.get(address("reminder-docx", scene))
    assert docx.content[:2] == b"PK"


def test_nothing_due_is_no_letter(scene, clerk):
    scene.owed(due_on=date(2026, 12, 31))
    for name in ("reminder", "reminder-docx"):
        clerk.get(address(name, scene), status=404)


def test_other_units_and_counties_do_not_see_it(scene, stranger, foreigner):
    scene.owed(due_on=date(2026, 3, 4))
    for browser in (stranger, foreigner):
        browser.get(address("reminder", scene), status=404)
