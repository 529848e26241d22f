"""`plan_reminders`: what the ladder owes on a day, with the reason; fired unless dry."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import LadderFiring, LetterHead
from reports.services.starting import set_up_county
from tasks.choices import PartRole
from tests import factories as make
from units.choices import Role
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DUE = date(2026, 6, 10)  # a Wednesday
LATE = "2026-06-11"


@pytest.fixture
def part():
    county = make.county()
    set_up_county(county)
    LetterHead.objects.update(ladder_on=True)
    unit = make.unit(county, "县水利局")
    make.seat(county, Role.LIAISON, unit)
    task = make.task(make.campaign(county), due_on=DUE, number="(3)", title="河道执法")
    office = make.seat(county, Role.OFFICE_CLERK)
    return make.issued(task, (unit, PartRole.LEAD), by=office)[0]


def said(*words, **options):
    out = StringIO()
    call_command("plan_reminders", *words, stdout=out, **options)
    return out.getvalue()


def as_json(*words):
    return json.loads(said("--json", *words))


def test_a_dry_run_says_what_and_why_and_writes_nothing(part):
    found = as_json("--today", LATE, "--dry-run")
    fired = [item for item in found["items"] if not item["superseded"]]
    assert [(i["unit"], i["number"], i["step"]) for i in fired] == [("县水利局", "(3)", "t+1")]
    assert fired[0]["reason"] == "时限2026年6月10日，过期满1个工作日（2026年6月11日）"
    assert fired[0]["date_in_force"] == "2026-06-10"
    assert (found["today"], found["dry_run"], found["fired"]) == (LATE, True, 1)
    assert not LadderFiring.objects.exists()
    assert not InboxItem.objects.filter(title__startswith="工作提醒").exists()


def test_without_it_the_same_is_fired_once(part):
    dry = as_json("--today", LATE, "--dry-run")
    done = as_json("--today", LATE)
    assert done["items"] == dry["items"]
    assert done["fired"] == LadderFiring.objects.filter(superseded=False).count() == 1
    assert InboxItem.objects.filter(title__startswith="工作提醒").exists()
    again = as_json("--today", LATE)
    assert (again["items"], again["fired"]) == ([], 0)


def test_nothing_on_a_rest_day(part):
    assert as_json("--today", "2026-06-13")["items"] == []


def test_a_ladder_that_is_off_stands_still(part):
    LetterHead.objects.update(ladder_on=False)
    assert as_json("--today", LATE)["items"] == []
    chosen = ("--campaign", str(part.campaign_id), "--today", LATE)
    assert as_json(*chosen, "--dry-run")["fired"] == 1
    with pytest.raises(CommandError, match="没有启用督促提醒"):
        said(*chosen)
    assert not LadderFiring.objects.exists()


def test_in_words(part):
    text = said("--today", LATE, "--dry-run")
    assert "县水利局 (3)河道执法：工作提醒，时限2026年6月10日" in text
    assert "2026年6月11日应办提醒 1 件" in text


def test_an_unknown_campaign_is_refused(part):
    with pytest.raises(CommandError, match="没有编号为 999999 的创建批次"):
        said("--campaign", "999999")
