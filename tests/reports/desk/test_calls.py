"""The call list and the page of one unit: text to copy, note to write."""

import pytest

from reports.figures.sets import Moment
from reports.models import LadderStep
from reports.pages.desk.calls import call_list
from reports.pages.texts import WARNING
from tasks.choices import PartState
from tasks.models import Assignment, ContactNote
from tasks.services.contacts import note_contact
from tests.reports.conftest import MONDAY, seat_in
from units.choices import Role
from units.clock import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def office(busy):
    return seat_in(busy, Role.OFFICE_CLERK)


@pytest.fixture
def moment(busy):
    return Moment.of(busy.county_id, local_date(MONDAY))


@pytest.fixture
def call(busy, moment):
    return call_list(busy, moment)[0]


def test_a_part_returned_twice_asks_for_a_call_before_it_is_late(busy, moment):
    part = Assignment.objects.filter(campaign=busy, state=PartState.ACTIVE).counted().first()
    Assignment.objects.filter(pk=part.pk).update(
        state=PartState.RETURNED, return_count=1, due_on=local_date(MONDAY)
    )
    ids = {row.pk for line in call_list(busy, moment) for row in line.parts}
    assert part.pk not in ids
    Assignment.objects.filter(pk=part.pk).update(return_count=2)
    found = [row for line in call_list(busy, moment) for row in line.parts if row.pk == part.pk]
    assert [row.overdue for row in found] == [False]


@pytest.mark.parametrize(("change", "called"), [({"offset": 3}, 3), ({"enabled": False}, None)])
def test_after_how_many_returns_to_call_is_the_ladders(busy, moment, change, called):
    part = Assignment.objects.filter(campaign=busy, state=PartState.ACTIVE).counted().first()
    LadderStep.objects.filter(county=busy.county, code="r2").update(**change)

    def asks(returns):
        Assignment.objects.filter(pk=part.pk).update(
            state=PartState.RETURNED, return_count=returns, due_on=local_date(MONDAY)
        )
        return any(row.pk == part.pk for line in call_list(busy, moment) for row in line.parts)

    assert [asks(n) for n in (2, 3)] == [False, called == 3]


def test_units_of_one_body_share_their_liaison(busy, moment, call):
    unit = busy.county.units.get(pk=call.unit_id)
    other = busy.county.units.exclude(pk=unit.pk).filter(memberships__role=Role.LIAISON).first()
    unit.same_body = other
    unit.save()

    def liaison():
        return next(x for x in call_list(busy, moment) if x.unit_id == unit.pk).liaison

    assert liaison() == f"{unit.short}联络员"
    unit.memberships.update(until=unit.memberships.first().since)
    assert liaison() == f"{other.short}联络员"


def test_three_queries(busy, moment, django_assert_num_queries):
    with django_assert_num_queries(3):
        call_list(busy, moment)


def test_the_page_gives_one_text_for_all_that_is_missing(browse, office, call):
    html = browse(office, f"/calls/{call.unit_id}/").content.decode()
    assert WARNING in html
    for part in call.parts:
        assert part.title in html
    assert call.phone in html


def test_one_note_is_written_for_all_of_it(browse, client, office, call):
    address = f"/calls/{call.unit_id}/"
    browse(office, address)
    answer = client.post(address, {"method": "wechat", "person": "李四", "answer": "明天报"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    note = ContactNote.objects.latest("pk")
    assert set(note.assignments.values_list("pk", flat=True)) == {part.pk for part in call.parts}
    assert note.day == local_date(MONDAY)
    assert "明天报" in browse(office, address).content.decode()


def settled(call):
    """What the page showed is done by the time the note is sent."""
    ids = [part.pk for part in call.parts]
    Assignment.objects.filter(pk__in=ids).update(
        state=PartState.ACCEPTED, handed_in_on=local_date(MONDAY), accepted_on=local_date(MONDAY)
    )
    return ids


NOTE = {"method": "phone", "person": "李四", "answer": "明天报"}


def test_a_call_is_noted_though_the_unit_has_left_the_list(browse, client, office, call):
    address = f"/calls/{call.unit_id}/"
    page = browse(office, address).content.decode()
    ids = settled(call)
    assert all(f'name="parts" value="{pk}"' in page for pk in ids)
    answer = client.post(address, NOTE | {"parts": ids})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    note = ContactNote.objects.latest("pk")
    assert set(note.assignments.values_list("pk", flat=True)) == set(ids)


def test_a_note_about_nothing_is_refused_and_keeps_what_was_typed(
    browse, client, office, busy, call
):
    address = f"/calls/{call.unit_id}/"
    browse(office, address)
    settled(call)
    before = ContactNote.objects.count()
    foreign = Assignment.objects.filter(campaign=busy).exclude(unit_id=call.unit_id).first()
    for parts in ([], [foreign.pk], ["9" * 30]):
        answer = client.post(address, NOTE | {"parts": parts})
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "没有登记" in page
        assert "明天报" in page
    assert ContactNote.objects.count() == before


def test_notes_about_other_matters_are_not_shown(browse, office, busy, moment, call):
    other = Assignment.objects.filter(unit_id=call.unit_id, campaign=busy)
    other = other.exclude(pk__in=[part.pk for part in call.parts]).first()
    about = {"actor": office, "now": MONDAY, "method": "phone", "person": "李四"}
    note_contact([other.pk], answer="那一件已经办结", **about)
    page = browse(office, f"/calls/{call.unit_id}/")
    assert "那一件已经办结" not in page.content.decode()
    again = next(line for line in call_list(busy, moment) if line.unit_id == call.unit_id)
    assert again.note is None or again.note.answer != "那一件已经办结"


def test_a_note_without_person_is_refused_and_keeps_what_was_typed(browse, client, office, call):
    address = f"/calls/{call.unit_id}/"
    browse(office, address)
    before = ContactNote.objects.count()
    answer = client.post(address, {"method": "phone", "answer": "明天报"})
    assert answer.status_code == 400
    assert "请填写联系人" in answer.content.decode()
    assert "明天报" in answer.content.decode()
    assert ContactNote.objects.count() == before


def test_a_unit_with_nothing_missing_says_so(browse, office, busy, moment):
    called = {line.unit_id for line in call_list(busy, moment)}
    unit = busy.county.units.exclude(pk__in=called).first()
    assert "没有要催办的事项" in browse(office, f"/calls/{unit.pk}/").content.decode()


def test_all_calls_on_a_page_of_their_own(browse, office, busy, moment):
    answer = browse(office, "/calls/")
    assert len(answer.context["calls"]) == len(call_list(busy, moment))


def test_it_is_the_offices_own(browse, busy, busy_campaigns, call):
    for role in (Role.LIAISON, Role.LEADER):
        assert browse(seat_in(busy, role), "/calls/").status_code == 403
        assert browse(seat_in(busy, role), f"/calls/{call.unit_id}/").status_code == 403
    foreign = seat_in(busy_campaigns[1], Role.OFFICE_CLERK)
    assert browse(foreign, f"/calls/{call.unit_id}/").status_code == 404
