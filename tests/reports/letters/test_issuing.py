"""编号印发: what was signed goes out as it was signed; parts move, people are told once."""

from datetime import date

import pytest

from reports.docx.frozen import to_json
from reports.models import Letter, SeriesNumber
from reports.pages.history import timeline
from reports.services.letters import drafting, issuing, rendering
from reports.services.letters.building import shown
from reports.services.verifying import verify
from tasks.models import TaskEvent
from tasks.services import workflow
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.factories import later
from units.errors import Refused
from units.models import InboxItem

pytestmark = [pytest.mark.core, pytest.mark.django_db]


def test_issue_moves_the_parts_and_tells_the_unit_once(scene):
    part = scene.part()
    letter = scene.issued(scene.handover(part))
    part.refresh_from_db()
    assert (part.state, part.issued_on, part.due_on) == ("pending", DAY, part.task.due_on)
    assert (
        TaskEvent.objects.get(assignment=part).words
        == f"交办函“{letter.title}”（{letter.number_text}）"
    )
    item = InboxItem.objects.get(person=scene.liaison.user)
    assert letter.number_text in item.title
    assert item.path == f"/letters/{letter.pk}/"
    assert not InboxItem.objects.filter(person=scene.stranger.user).exists()


def test_people_of_one_body_share_the_inbox(scene):
    same = make.unit(scene.county, "县普法办", same_body=scene.unit)
    colleague = make.seat(scene.county, "liaison", same)
    scene.issued()
    for seat in (scene.liaison, colleague):
        assert InboxItem.objects.filter(person=seat.user, title__startswith="收到").count() == 1


def test_a_letter_about_nothing_is_refused_and_spends_no_number(scene):
    part = scene.part()
    letter = scene.signed(scene.handover(part))
    workflow.cancel_task(part.task_id, actor=scene.clerk, now=at(), reason="不再需要")
    with pytest.raises(Refused, match="所列事项有变化（已为“已取消”）"):
        issuing.issue(letter.pk, actor=scene.clerk, now=at())
    letter.refresh_from_db()
    assert letter.state == "signed"
    assert not SeriesNumber.objects.exists()


def test_an_issued_letter_does_not_change_any_more(scene):
    part = scene.part()
    letter = scene.issued(scene.handover(part))
    before = to_json(shown(letter, today=DAY))
    part.task.title, scene.head.issuer, scene.unit.short = "改了", "改了", "改了"
    for row in (part.task, scene.head, scene.unit):
        row.save()
    again = Letter.objects.get(pk=letter.pk)
    assert to_json(shown(again, today=later(30).date())) == before
    with pytest.raises(Refused):
        drafting.edit(letter.pk, actor=scene.clerk, now=at(), title="改", texts={})


def test_the_files_are_made_once_from_the_frozen_copy(scene):
    letter = scene.issued()
    assert rendering.missing_files() == [letter.pk]
    rendering.make_files(letter.pk, now=at())
    letter.refresh_from_db()
    first = letter.docx
    assert first.state == "live"
    rendering.make_files(letter.pk, now=later(1))
    letter.refresh_from_db()
    assert letter.docx == first
    assert rendering.missing_files() == []


def test_a_reminder_is_never_numbered(scene):
    part = scene.owed(due_on=date(2026, 3, 4))
    letter = drafting.draft_letter("reminder", scene.unit, [part], actor=scene.clerk, now=at())
    Letter.objects.filter(pk=letter.pk).update(state="signed", signed_on=DAY)
    with pytest.raises(Refused, match="不编号"):
        issuing.issue(letter.pk, actor=scene.clerk, now=at())


@pytest.mark.parametrize("kind", ["prompt", "supervision"])
def test_the_matter_tells_what_was_sent_about_it(scene, kind):
    part = scene.owed(due_on=date(2026, 1, 5), day=date(2025, 12, 1))
    letter = drafting.draft_letter(
        kind, scene.unit, [part], actor=scene.clerk, now=at(), answer_by=date(2026, 3, 20)
    )
    out = scene.issued(letter)
    event = TaskEvent.objects.get(assignment=part, action="letter")
    assert event.words == f"{out.get_kind_display()}“{out.title}”（{out.number_text}）"
    assert event.data == {"letter": out.pk}
    shown_to_unit = timeline(TaskEvent.objects.filter(assignment=part), scene.liaison, limit=1)
    assert shown_to_unit[0]["title"] == "发文 县司法局"
    assert not [line for lines in verify(at()).values() for line in lines if "分工" in line]
