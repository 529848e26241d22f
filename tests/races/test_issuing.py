"""Eight real processes issue at once, and processes die at the named points."""

import pytest

from reports.models import Letter, Series, SeriesNumber
from reports.services.letters import rendering
from tests.processes import KILLED, run_together
from tests.reports.factories import CODE, Scene
from units.models import InboxItem

pytestmark = [pytest.mark.core, pytest.mark.race]

ISSUE = """
from reports.models import Letter
from reports.services.letters.issuing import issue
from tests.factories import at
from units.access import Seat
from units.errors import Conflict
from units.models import Membership
seat = Seat(*(lambda m: (m.user, m))(Membership.objects.get(pk={seat})))
for pk in {letters}:
    try:
        issue(pk, actor=seat, now=at())
    except Conflict as error:
        print(error)
"""
RENDER = """
from reports.services.letters.rendering import make_files
from tests.factories import at
make_files({letter}, now=at())
"""


@pytest.fixture
def scene(transactional_db):
    return Scene()


def issue_code(scene, letters):
    return ISSUE.format(seat=scene.clerk.membership.pk, letters=[row.pk for row in letters])


def register():
    return list(SeriesNumber.objects.order_by("n").values_list("n", flat=True))


def test_eight_processes_issue_without_gap_or_twin(scene, environment_of_tests):
    letters = [scene.signed() for _ in range(24)]
    codes = [issue_code(scene, letters[n::8]) for n in range(8)]
    ends = run_together(codes, environment_of_tests)
    assert [code for code, _ in ends] == [0] * 8, ends
    assert register() == list(range(1, 25))
    assert Letter.objects.filter(state="issued").count() == 24
    texts = set(Letter.objects.values_list("number_text", flat=True))
    assert texts == {f"{CODE}〔2026〕{n}号" for n in range(1, 25)}


def test_eight_processes_issue_the_same_letters_once(scene, environment_of_tests):
    letters = [scene.signed() for _ in range(3)]
    ends = run_together([issue_code(scene, letters)] * 8, environment_of_tests)
    assert [code for code, _ in ends] == [0] * 8, ends
    assert register() == [1, 2, 3]
    told = InboxItem.objects.filter(person=scene.liaison.user, effect__endswith=".issued")
    assert told.count() == 3


def killed_at(point, code, environment):
    ((ended, words),) = run_together([code], environment | {"FAULT_AT": point})
    assert ended == KILLED, words


def test_a_power_cut_after_the_number_spends_none(scene, environment_of_tests):
    letter = scene.signed()
    killed_at("after_number", issue_code(scene, [letter]), environment_of_tests)
    letter.refresh_from_db()
    part = letter.items.get().assignment
    assert (letter.state, part.state, register()) == ("signed", "draft", [])
    assert not InboxItem.objects.filter(effect__endswith=".issued").exists()
    assert Series.objects.filter(last__gt=0).count() == 0
    run_together([issue_code(scene, [letter])], environment_of_tests)
    assert register() == [1]


@pytest.mark.parametrize("point", ["before_render", "before_rename", "after_render"])
def test_a_power_cut_while_rendering_loses_no_file(scene, environment_of_tests, point):
    letter = scene.issued()
    killed_at(point, RENDER.format(letter=letter.pk), environment_of_tests)
    assert rendering.missing_files() == [letter.pk]
    run_together([RENDER.format(letter=letter.pk)] * 3, environment_of_tests)
    letter.refresh_from_db()
    assert letter.docx.state == "live"
    assert rendering.missing_files() == []
    assert register() == [1]
