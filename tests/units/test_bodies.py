"""Bodies and groups: words nobody shares, one level of 合署, and closing."""

from datetime import date, timedelta

import pytest

from tests.units.factories import (
    NOON,
    a_county,
    a_seat_in,
    a_unit,
    administrator,
    liaison,
    office,
)
from units.choices import Relation
from units.errors import Forbidden, Refused
from units.models import Membership, Unit, UnitGroup
from units.services import bodies
from units.services.bodies import UnitFacts
from units.services.groups import GroupFacts, delete_group, save_group

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)


@pytest.fixture
def actor():
    return office(a_county())


def facts(short="县民政局", **more):
    more = {"name": f"示例{short}", "relation": Relation.GOVERNMENT} | more
    return UnitFacts(short=short, **more)


def add(actor, short="县民政局", **more):
    return bodies.add_unit(actor=actor, county=actor.county, facts=facts(short, **more), now=NOON)


def test_a_body_with_its_other_names(actor):
    unit = add(actor, aliases=["民政局", "民政", "民政局", " "])
    assert sorted(unit.aliases.values_list("text", flat=True)) == ["民政", "民政局"]
    bodies.change_unit(actor=actor, unit=unit, facts=facts(aliases=["民政"]), now=NOON)
    assert list(unit.aliases.values_list("text", flat=True)) == ["民政"]


@pytest.mark.parametrize(
    "clash",
    [
        {"short": "县民政局"},
        {"short": "民政"},
        {"short": "别的局", "aliases": ["县民政局"]},
        {"short": "别的局", "aliases": ["民政"]},
        {"short": "别的局", "name": "示例县民政局"},
    ],
)
def test_two_bodies_share_no_word(actor, clash):
    add(actor, aliases=["民政"])
    with pytest.raises(Refused, match="重复"):
        add(actor, **({"name": "另一个局"} | clash))
    assert Unit.objects.filter(county=actor.county).count() == 2


def test_the_same_words_in_another_county_are_fine(actor):
    add(actor)
    assert add(office(a_county("邻县"))).pk


def test_one_body_has_one_level(actor):
    main, second = add(actor), add(actor, "县残联")
    third = add(actor, "县慈善会", same_body=main)
    foreign = a_unit(a_county("邻县"))
    for unit, other in ((second, third), (main, second), (second, second), (second, foreign)):
        with pytest.raises(Refused):
            bodies.change_unit(
                actor=actor,
                unit=unit,
                facts=facts(unit.short, name=unit.name, same_body=other),
                now=NOON,
            )


def test_closing_ends_the_seats_and_can_be_taken_back(actor):
    unit = add(actor)
    seat, later = a_seat_in(unit), a_seat_in(unit)
    Membership.objects.filter(pk=later.pk).update(since=TODAY + timedelta(days=9))
    bodies.close_unit(actor=actor, unit=unit, now=NOON)
    assert Membership.objects.get(pk=seat.pk).until == TODAY
    assert not Membership.objects.filter(pk=later.pk).exists()
    assert not Unit.objects.active().filter(pk=unit.pk).exists()
    bodies.reopen_unit(actor=actor, unit=unit, now=NOON)
    tomorrow = TODAY + timedelta(days=1)
    assert Unit.objects.get(pk=unit.pk).active
    assert not Membership.objects.current(tomorrow).filter(unit=unit).exists()


def test_a_form_opened_before_the_closing_does_not_undo_it(actor):
    unit = add(actor)
    opened_before = Unit.objects.get(pk=unit.pk)
    bodies.close_unit(actor=actor, unit=unit, now=NOON)
    new = facts(name="示例县民政和社保局")
    bodies.change_unit(actor=actor, unit=opened_before, facts=new, now=NOON)
    unit.refresh_from_db()
    assert (unit.name, unit.active) == (new.name, False)


def test_what_stands_in_the_way_of_closing(actor, monkeypatch):
    main = add(actor)
    add(actor, "县残联", same_body=main)
    monkeypatch.setattr(bodies, "before_close", [lambda unit: [f"{unit.short}还有 2 项分工"]])
    with pytest.raises(Refused, match=r"合署.*还有 2 项分工"):
        bodies.close_unit(actor=actor, unit=main, now=NOON)
    with pytest.raises(Refused, match="依法治县办"):
        bodies.close_unit(actor=actor, unit=actor.county.office, now=NOON)
    assert Unit.objects.get(pk=main.pk).active


def test_only_the_own_office_keeps_bodies(actor):
    unit = add(actor)
    for stranger in (
        liaison(unit),
        office(a_county("邻县")),
        administrator(),
        administrator("auditor"),
    ):
        with pytest.raises(Forbidden):
            bodies.add_unit(actor=stranger, county=actor.county, facts=facts("x"), now=NOON)
        with pytest.raises(Forbidden):
            bodies.close_unit(actor=stranger, unit=unit, now=NOON)


def save(actor, name="各执法单位", group=None, **more):
    told = GroupFacts(name=name, **({"kind": "closed"} | more))
    return save_group(actor=actor, county=actor.county, group=group, facts=told, now=NOON)


def test_a_closed_group_has_members_by_name_and_by_relation(actor):
    unit, town = add(actor), add(actor, "示例镇", relation=Relation.TOWNSHIP)
    foreign = a_unit(a_county("邻县"))
    group = save(actor, members=[unit, foreign], relations=[Relation.TOWNSHIP])
    assert set(group.current_members()) == {unit, town}


def test_an_open_group_has_none(actor):
    group = save(actor, kind="open", members=[add(actor)], relations=[Relation.GOVERNMENT])
    assert list(group.current_members()) == []
    assert group.relations == []


def test_two_groups_share_no_word(actor):
    first = save(actor, aliases=["执法部门"])
    with pytest.raises(Refused, match="执法部门"):
        save(actor, "执法部门")
    save(actor, group=first, aliases=["执法部门", "各执法部门"])
    delete_group(actor=actor, group=first, now=NOON)
    assert not UnitGroup.objects.exists()
