"""Accounts and seats: who opens, changes and closes them, and what that does."""

from datetime import date, timedelta

import pytest

from tests.units.factories import (
    NOON,
    a_county,
    a_person,
    a_seat_in,
    a_unit,
    administrator,
    liaison,
    office,
)
from units.choices import Relation, Role
from units.errors import Forbidden, Refused
from units.models import AuditEntry, Membership, User
from units.services.people import change_person, come_back, leave, open_account
from units.services.seats import end_seat, give_seat
from units.services.tokens import issue_token

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)


def open_one(actor, username="wangwu", **facts):
    facts = {"name": "王五", "phone": "", "email": ""} | facts
    return open_account(actor=actor, username=username, now=NOON, **facts)


def test_an_account_is_opened_with_a_password_to_be_changed():
    person, word = open_one(administrator())
    assert person.check_password(word)
    assert person.must_change_password
    assert person.kind == "business"
    assert AuditEntry.objects.get().action == "person.open"


def test_an_account_name_is_given_once():
    actor = administrator()
    open_one(actor)
    with pytest.raises(Refused, match="已被使用") as refused:
        open_one(actor)
    assert "username" in refused.value.fields
    assert User.objects.filter(username="wangwu").count() == 1


def test_only_system_administrators_keep_accounts():
    county = a_county()
    person = a_person()
    for actor in (
        liaison(a_unit(county)),
        office(county),
        administrator("auditor"),
        administrator("secadmin"),
    ):
        with pytest.raises(Forbidden):
            open_one(actor)
        with pytest.raises(Forbidden):
            change_person(actor=actor, person=person, name="x", phone="", email="", now=NOON)
        with pytest.raises(Forbidden):
            leave(actor=actor, person=person, now=NOON)


def test_leaving_ends_seats_tokens_and_the_account():
    county = a_county()
    present = a_seat_in(a_unit(county))
    later = a_seat_in(a_unit(county), person=present.user)
    Membership.objects.filter(pk=later.pk).update(since=TODAY + timedelta(days=9))
    past = a_seat_in(a_unit(county), person=present.user)
    Membership.objects.filter(pk=past.pk).update(until=date(2026, 2, 1))
    issue_token(seat=present, scope="read", days=9, now=NOON)
    leave(actor=administrator(), person=present.user, now=NOON)
    ends = dict(Membership.objects.values_list("pk", "until"))
    assert ends == {present.pk: TODAY, past.pk: date(2026, 2, 1)}
    assert not Membership.objects.filter(pk=later.pk).exists()
    assert present.tokens.get().revoked_at == NOON
    assert not User.objects.get(pk=present.user_id).is_active


def test_who_comes_back_has_no_seat():
    seat = a_seat_in(a_unit(a_county()))
    actor = administrator()
    leave(actor=actor, person=seat.user, now=NOON)
    word = come_back(actor=actor, person=seat.user, now=NOON)
    person = User.objects.get(pk=seat.user_id)
    assert person.is_active
    assert person.check_password(word)
    tomorrow = TODAY + timedelta(days=1)
    assert not Membership.objects.current(tomorrow).filter(user=person).exists()


def give(person, unit, role=Role.LIAISON, actor=None, **facts):
    county = facts.pop("county", None) or unit.county
    facts = {"since": TODAY} | facts
    return give_seat(
        actor=actor or administrator(),
        person=person,
        county=county,
        unit=unit,
        role=role,
        now=NOON,
        **facts,
    )


def test_a_seat_is_given_and_ended():
    unit = a_unit(a_county())
    seat = give(a_person(), unit)
    assert list(Membership.objects.current(TODAY)) == [seat]
    end_seat(actor=administrator("secadmin"), seat=seat, now=NOON)
    assert not Membership.objects.current(TODAY + timedelta(days=1)).exists()
    with pytest.raises(Refused, match="已经结束"):
        end_seat(actor=administrator(), seat=seat, now=NOON)


def test_a_seat_that_begins_later_is_never_live_once_ended():
    seat = give(a_person(), a_unit(a_county()), since=TODAY + timedelta(days=9))
    actor = administrator()
    end_seat(actor=actor, seat=seat, now=NOON)
    for days in range(20):
        assert not Membership.objects.current(TODAY + timedelta(days=days)).exists()
    assert AuditEntry.objects.get(action="seat.end").object_id == str(seat.pk)


def test_seats_that_cannot_be():
    county = a_county()
    office(county)
    unit, person = a_unit(county), a_person()
    closed = a_unit(county, active=False)
    refusals = [
        ({"unit": unit, "role": Role.OFFICE_CLERK}, "只能任职于依法治县办"),
        ({"unit": None, "county": county}, "请选择单位"),
        ({"unit": closed}, "已撤销"),
        ({"unit": unit, "county": a_county("邻县")}, "不在这个县"),
        ({"unit": unit, "person": a_person(is_active=False)}, "已停用"),
    ]
    for facts, sentence in refusals:
        with pytest.raises(Refused, match=sentence):
            give(**({"person": person} | facts))
    give(person, unit)
    with pytest.raises(Refused, match="无需重复"):
        give(person, unit)


def test_administrators_hold_no_seats():
    with pytest.raises(Forbidden):
        give(a_person(kind="auditor"), a_unit(a_county()))


def test_a_leader_needs_no_unit_and_oversees_units_of_the_county():
    county = a_county()
    mine, foreign = a_unit(county), a_unit(a_county("邻县"))
    seat = give(a_person(), None, Role.LEADER, county=county, oversees=[mine, foreign])
    assert list(seat.oversees.all()) == [mine]


def test_the_office_gives_no_seats():
    county = a_county(name="示例县")
    unit = a_unit(county, relation=Relation.TOWNSHIP)
    for actor in (office(county), liaison(unit), administrator("auditor")):
        with pytest.raises(Forbidden):
            give(a_person(), unit, actor=actor)
