"""督促提醒规则 as the office sets them."""

import pytest

from reports.models import LadderStep, LetterHead
from reports.services.ladder.settings import StepFacts, change_steps, switch
from reports.services.ladder.starter import STEPS
from tests import factories as make
from units.choices import Role
from units.errors import Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]
NOW = make.at()


def step(county, code):
    return LadderStep.objects.get(county=county, code=code)


def change(actor, row, **fields):
    facts = {"enabled": True, "days": abs(row.offset), "to_deputy": False} | fields
    change_steps(actor=actor, steps={row.pk: StepFacts(**facts)}, now=NOW)


def test_the_starter_has_every_step_once(county):
    assert LadderStep.objects.filter(county=county).count() == len(STEPS)
    assert step(county, "t-5").name == "到期前5个工作日提醒"
    assert step(county, "t+1").name == "过期1个工作日提醒并列入催办清单"
    assert step(county, "p+5").name == "提示函限期后5个工作日拟督办函"
    assert step(county, "r2").name == "第2次退回电话或上门联系"


def test_days_keep_their_direction_and_the_name_says_them(county, office):
    change(office, step(county, "t-5"), days=3)
    row = step(county, "t-5")
    assert (row.offset, row.name) == (-3, "到期前3个工作日提醒")
    change(office, step(county, "t+5"), days=8, enabled=False)
    row = step(county, "t+5")
    assert (row.offset, row.enabled) == (8, False)


def test_only_reminders_reach_the_deputy(county, office):
    change(office, step(county, "t-1"), to_deputy=True)
    change(office, step(county, "t+5"), to_deputy=True)
    assert step(county, "t-1").to_deputy
    assert not step(county, "t+5").to_deputy


@pytest.mark.parametrize(
    ("code", "days"), [("t-5", 0), ("t-5", 61), ("r2", 10), ("t-5", 10), ("t+5", 1), ("r3", 2)]
)
def test_out_of_range_or_out_of_order(county, office, code, days):
    row = step(county, code)
    with pytest.raises(Refused) as caught:
        change(office, row, days=days)
    assert caught.value.fields
    assert step(county, code).offset == row.offset


def test_another_countys_steps_stay(county, office):
    from reports.services.starting import set_up_county

    other = make.county("邻县")
    set_up_county(other)
    change(office, step(other, "t-5"), days=2)
    assert step(other, "t-5").offset == -5


def test_the_switch(county, office):
    assert not LetterHead.objects.get(county=county).ladder_on
    for on in (True, False):
        switch(actor=office, on=on, now=NOW)
        assert LetterHead.objects.get(county=county).ladder_on is on


def test_no_switch_without_head(office):
    LetterHead.objects.all().delete()
    with pytest.raises(Refused, match="发文设置"):
        switch(actor=office, on=True, now=NOW)


@pytest.mark.parametrize("role", [Role.LEADER, Role.LIAISON])
def test_only_the_office(county, bureau, role):
    seat = make.seat(county, role, bureau if role == Role.LIAISON else None)
    with pytest.raises(Forbidden):
        switch(actor=seat, on=True, now=NOW)
    with pytest.raises(Forbidden):
        change(seat, step(county, "t-5"), days=3)
