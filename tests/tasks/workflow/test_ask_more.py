"""请补充 by the lead: back to the unit, not counted."""

from datetime import date

import pytest

from tasks.models import Assignment
from tests.factories import DAY, at
from tests.tasks.workflow import checks

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_the_lead_asks_for_more(scene):
    part = checks.moves(scene, "ask_more", "lead", "submitted", "returned")
    assert part.return_count == 0
    assert part.redo_by == DAY.replace(day=31), "who hands in early keeps the date in force"
    assert (part.due_on, part.handed_in_on) == (part.redo_by, None)
    judged = part.submissions.get()
    assert (judged.state, judged.reasons) == ("asked_more", ["no_seal"])
    assert judged.reviewed_by == scene.lead.membership


def test_a_date_of_its_own(scene):
    part = scene.part("submitted")
    part = scene.act("ask_more", part, scene.lead, redo_by=date(2026, 4, 2), note="补第 3 页")
    assert part.due_on == date(2026, 4, 2)
    assert part.events.last().words == "未盖章；补第 3 页"


def test_the_redo_date_skips_the_weekend(scene):
    part = scene.part("submitted")
    part = scene.act("ask_more", part, scene.lead, now=at(DAY.replace(day=27)))
    assert part.redo_by == date(2026, 4, 1), "Friday 27, then Monday, Tuesday, Wednesday"


def test_time_agreed_is_not_taken_away(scene):
    error = checks.refuses_needs(
        scene, "ask_more", "lead", "submitted", "redo_by", redo_by=DAY.replace(day=30)
    )
    assert "2026年3月31日" in error.fields["redo_by"]


def test_a_rest_day_names_the_next_workday(scene):
    error = checks.refuses_needs(
        scene, "ask_more", "lead", "submitted", "redo_by", redo_by=date(2026, 4, 11)
    )
    assert "下一个工作日是2026年4月13日" in error.fields["redo_by"]


def test_an_agreed_rest_day_gives_the_next_workday(scene):
    part = scene.part("submitted")
    Assignment.objects.filter(pk=part.pk).update(due_on=date(2026, 3, 28))
    assert scene.act("ask_more", part, scene.lead).redo_by == date(2026, 3, 30)


@pytest.mark.parametrize("note", ["", "缺会议记录", "缺 20244 号"])
def test_a_missing_year_is_named(scene, note):
    reasons = ["year_missing", "no_seal"]
    checks.refuses_needs(scene, "ask_more", "lead", "submitted", "note", reasons=reasons, note=note)


def test_not_before_today(scene):
    checks.refuses_needs(
        scene, "ask_more", "lead", "submitted", "redo_by", redo_by=DAY.replace(day=1)
    )


@pytest.mark.parametrize("reasons", [[], ["nonsense"], ["no_seal", "nonsense"]])
def test_needs_known_reasons(scene, reasons):
    checks.refuses_needs(scene, "ask_more", "lead", "submitted", "reasons", reasons=reasons)


def test_other_needs_words(scene):
    checks.refuses_needs(scene, "ask_more", "lead", "submitted", "note", reasons=["other"])


def test_other_states(scene):
    checks.refuses_states(scene, "ask_more", "lead", {"submitted"})


def test_other_people(scene):
    checks.refuses_persons(scene, "ask_more", "submitted", {"lead"})


def test_a_lead_cannot_ask_itself(scene):
    checks.refuses_persons(scene, "ask_more", "submitted", set(), led=False)


def test_stale(scene):
    checks.refuses_stale(scene, "ask_more", "lead", "submitted")
