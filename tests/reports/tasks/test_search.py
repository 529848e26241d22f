"""The search of the masthead finds a document by its 文号."""

import pytest

from reports.models import Letter
from tests.reports.factories import Scene
from tests.reports.letters.conftest import Browser


@pytest.fixture
def letters(db):
    scene = Scene()
    scene.letters = [scene.issued() for _ in range(2)]
    return scene


@pytest.mark.parametrize("typed", ["{}", " [2026]1号", "（2026）1 号"])
def test_a_number_leads_to_its_document(letters, typed):
    letter = letters.letters[0]
    answer = Browser(letters.clerk).get("/tasks/", status=302, q=typed.format(letter.number_text))
    assert answer.url == f"/letters/{letter.pk}/"


def test_several_are_offered(letters):
    page = Browser(letters.clerk).get("/tasks/", q="〔2026〕").text_
    for letter in letters.letters:
        assert letter.number_text in page


@pytest.mark.parametrize("typed", ["2026", "1", "函", "(1)"])
def test_what_is_no_number_finds_tasks_only(letters, typed):
    page = Browser(letters.clerk).get("/tasks/", q=typed)
    assert page.context["letters"] == []


def test_a_document_of_another_county_is_not_found(letters):
    number = Letter.objects.first().number_text
    page = Browser(Scene().clerk).get("/tasks/", q=number)
    assert page.context["letters"] == []
    assert number not in page.text_.replace(f'value="{number}"', "")


def test_the_letters_find_it_in_any_brackets(letters):
    page = Browser(letters.clerk).get("/letters/", tab="issued", q="[2026]2号").text_
    assert letters.letters[1].number_text in page
    assert letters.letters[0].number_text not in page


def test_the_box_takes_no_more_than_the_filter(letters):
    assert 'maxlength="100"' in Browser(letters.clerk).get("/tasks/").text_
