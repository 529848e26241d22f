"""Documents not received in time: one message for each, and lines of the office's own list."""

from datetime import date

import pytest
import time_machine

from reports.models import Letter, LetterHead, LetterReceipt
from reports.services.letters import after, drafting
from reports.services.letters.unreceived import remind_receipts
from tests import factories as make
from tests.factories import at
from tests.reports.factories import later
from tests.units.factories import browser_of
from units.choices import Relation, Role
from units.models import InboxItem

pytestmark = [pytest.mark.core, pytest.mark.django_db]
# 2 March 2026 is a Monday: its two workdays are over on Thursday.
WEDNESDAY, THURSDAY, SATURDAY = later(2), later(3), later(5)


@pytest.fixture
def prompt(scene):
    """A 提示函 that went out on Monday."""
    part = scene.owed(due_on=date(2026, 2, 25), day=date(2026, 2, 2))
    drafted = drafting.draft_letter(
        "prompt", scene.unit, [part], actor=scene.clerk, now=at(), answer_by=later(7).date()
    )
    return scene.issued(drafted)


def told():
    rows = InboxItem.objects.filter(title__startswith="请签收")
    return list(rows.order_by("pk").values_list("person__name", "path"))


def test_the_liaison_is_told_once_after_two_workdays(scene, prompt):
    assert remind_receipts(scene.campaign, now=WEDNESDAY) == 0
    assert told() == []
    assert remind_receipts(scene.campaign, now=THURSDAY) == 1
    assert told() == [(scene.liaison.user.name, f"/letters/{prompt.pk}/")]
    (item,) = InboxItem.objects.filter(title__startswith="请签收")
    assert item.title == f"请签收3月2日印发的文书：{prompt.title}（{prompt.number_text}）"
    for day in (3, 4, 7):
        assert remind_receipts(scene.campaign, now=later(day, 16)) == 0
    # Nor does a colleague who comes later hear of it again.
    make.seat(scene.county, Role.LIAISON, scene.unit)
    remind_receipts(scene.campaign, now=later(8))
    assert len(told()) == 1


def test_never_on_a_rest_day(scene, prompt):
    assert remind_receipts(scene.campaign, now=SATURDAY) == 0
    assert told() == []


def test_the_span_is_the_countys(scene, prompt):
    LetterHead.objects.update(receipt_workdays=5)
    assert remind_receipts(scene.campaign, now=later(7)) == 0
    assert remind_receipts(scene.campaign, now=later(8)) == 1


def test_nobody_is_told_of_what_was_received_revoked_or_is_over(scene, prompt):
    after.receive(prompt.pk, actor=scene.liaison, now=at(hour=12))
    assert remind_receipts(scene.campaign, now=THURSDAY) == 0
    LetterReceipt.objects.update(received_at=None, received_by=None)
    for state in ("revoked", "issued"):
        Letter.objects.filter(pk=prompt.pk).update(state=state)
        scene.campaign.active = state == "revoked"
        scene.campaign.save()
        assert remind_receipts(scene.campaign, now=THURSDAY) == 0
    assert told() == []


def test_a_body_that_may_only_be_asked_is_on_the_offices_list_only(scene, prompt, office_at):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    make.seat(scene.county, Role.LIAISON, court)
    LetterReceipt.objects.create(letter=prompt, unit=court)
    assert remind_receipts(scene.campaign, now=THURSDAY) == 1
    assert [name for name, _ in told()] == [scene.liaison.user.name]
    for path in ("/", "/calls/"):
        page = office_at(THURSDAY, path)
        assert "县法院" in page
        assert "文书未签收" in page


def test_the_desk_shows_what_is_not_received_and_when_it_was_reminded_of(scene, prompt, office_at):
    assert "文书未签收" not in office_at(WEDNESDAY, "/")
    page = office_at(THURSDAY, "/")
    assert f"/letters/{prompt.pk}/" in page
    assert "未提醒" in page
    remind_receipts(scene.campaign, now=THURSDAY)
    assert "3月5日已提醒" in office_at(THURSDAY, "/")
    table = office_at(THURSDAY, "/calls/")
    assert scene.liaison.user.name in table
    assert "3 个工作日" in table


def test_a_unit_without_liaison_is_told_once_it_has_one(scene, prompt):
    membership = scene.liaison.membership
    membership.role = Role.UNIT_DEPUTY
    membership.save()
    assert remind_receipts(scene.campaign, now=THURSDAY) == 0
    make.seat(scene.county, Role.LIAISON, scene.unit)
    assert remind_receipts(scene.campaign, now=later(4)) == 1


@pytest.fixture
def office_at(scene):
    """The office's page as of a moment."""

    def look(moment, path):
        with time_machine.travel(moment, tick=False):
            answer = browser_of(scene.clerk).get(path)
        assert answer.status_code == 200
        return answer.content.decode()

    return look
