"""`seed_demo` as the Makefile and the command line call it."""

import json

import pytest
import time_machine
from django.core.management import CommandError, call_command

from reports.management.commands import seed_demo
from reports.services.demo.clearing import clear
from tests import factories as f
from units.errors import Refused
from units.models import County, User


def seed(capsys, *words):
    call_command("seed_demo", *words)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_numbers_load_counties_whose_people_can_log_in(capsys):
    made = json.loads(seed(capsys, "--counties", "2", "--tasks-per-county", "3", "--json"))
    assert made["counties"] == 2
    assert set(County.objects.values_list("code", flat=True)) == {"B00001", "B00002"}
    for name in made["accounts"]:
        assert User.objects.get(username=name).check_password(made["password"])
    seed(capsys, "--counties", "1", "--tasks-per-county", "3")
    assert County.objects.filter(code="B00003").exists()


@pytest.mark.django_db
def test_a_dry_run_says_what_and_does_nothing(capsys):
    said = seed(capsys, "--counties", "4", "--tasks-per-county", "9", "--reset", "--dry-run")
    assert said == "将先清空演示数据，再批量生成4个县，每县9项任务。\n"
    assert not County.objects.exists()


@pytest.mark.parametrize(
    ("now", "told_as_of"),
    [
        ("2026-03-04 00:40", "2026-03-03"),
        ("2026-03-04 17:30", "2026-03-04"),
        ("2026-03-08 18:00", "2026-03-06"),  # a Sunday
    ],
)
@pytest.mark.django_db
def test_nothing_of_the_story_lies_ahead_of_the_clock(monkeypatch, now, told_as_of):
    told = []
    monkeypatch.setattr(seed_demo.story, "tell", lambda moment, say: told.append(moment))
    with time_machine.travel(f"{now}+08:00", tick=False):
        call_command("seed_demo")
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in told] == [f"{told_as_of} 17:00"]


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_a_number_that_makes_no_sense_is_wrong_usage(number):
    with pytest.raises(CommandError, match="--counties"):
        call_command("seed_demo", "--counties", number)


@pytest.mark.django_db
def test_the_story_is_not_told_twice(capsys):
    County.objects.create(code="990000", name="示例县")
    with pytest.raises(CommandError, match="--reset"):
        seed(capsys)


@pytest.mark.core
@pytest.mark.django_db(transaction=True)
def test_reset_empties_and_seeds_anew(capsys, settings):
    seed(capsys, "--counties", "2", "--tasks-per-county", "3")
    seed(capsys, "--reset", "--counties", "1", "--tasks-per-county", "3")
    assert list(County.objects.values_list("code", flat=True)) == ["B00001"]
    call_command("verify")


@pytest.mark.django_db
def test_reset_refuses_where_a_county_is_real(capsys):
    county = f.county()
    with pytest.raises(Refused, match=county.name):
        clear()
    with pytest.raises(CommandError, match="不是演示数据"):
        seed(capsys, "--reset", "--counties", "1")
    assert County.objects.filter(pk=county.pk).exists()
