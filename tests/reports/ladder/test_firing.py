"""Runs of the ladder on rows: merged per unit, once, for whom and for whom not."""

from datetime import date, timedelta

import pytest

from reports.models import LadderFiring
from reports.services.ladder import firing
from reports.services.ladder.reading import owed_on
from reports.services.starting import set_up_county
from tasks.choices import PartRole
from tasks.models import Assignment
from tasks.services import extensions, workflow
from tests import factories as make
from tests.reports.ladder.steps import DUE, codes, handed_over, run
from units.choices import Relation, Role
from units.errors import Refused
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_a_second_run_does_nothing(campaign, office, bureau, liaison):
    handed_over(campaign, office, bureau)
    assert run(campaign, date(2026, 6, 11)).fired == 1
    assert run(campaign, date(2026, 6, 11)) == firing.Run(0, 0, ())
    assert run(campaign, date(2026, 6, 12)) == firing.Run(0, 0, ())
    assert codes() == ["t+1"]


def test_reminders_are_merged_per_unit_and_reach_the_deputy_when_late(
    campaign, county, office, bureau, liaison
):
    deputy = make.seat(county, Role.UNIT_DEPUTY, bureau)
    stranger = make.seat(county, Role.LIAISON, make.unit(county, "县住建局"))
    for _ in range(3):
        handed_over(campaign, office, bureau)
    run(campaign, date(2026, 6, 9))
    items = InboxItem.objects.filter(effect__startswith="ladder.")
    assert [i.title for i in items.filter(person=liaison.user)] == [
        "工作提醒：3项任务即将到期，请按时报送"
    ]
    assert not items.filter(person=deputy.user).exists()
    run(campaign, date(2026, 6, 11))
    assert items.get(person=deputy.user).title == "工作提醒：3项任务已到时限，请按时报送"
    assert not items.filter(person=stranger.user).exists()


def test_a_reminder_owed_later_the_same_day_is_not_swallowed(campaign, office, bureau, liaison):
    first = handed_over(campaign, office, bureau)
    second = handed_over(campaign, office, bureau)
    asked = extensions.ask(
        second.pk,
        actor=liaison,
        now=make.at(date(2026, 6, 9)),
        reason="汛期",
        wanted_due_on=date(2026, 7, 1),
    )
    run(campaign, date(2026, 6, 11))
    assert codes() == ["t+1"]
    extensions.refuse(asked.pk, actor=office, now=make.at(date(2026, 6, 11), 11), note="不同意")
    firing.run(campaign, now=make.at(date(2026, 6, 11), 12))
    assert codes(assignment=second) == ["t+1"]
    mine = InboxItem.objects.filter(person=liaison.user, effect__startswith="ladder.")
    assert mine.count() == 2
    assert first.pk != second.pk


def test_units_of_one_body_share_their_people(campaign, county, office, bureau, liaison):
    shared = make.unit(county, "县河长办", same_body=bureau)
    handed_over_part(campaign, office, shared)
    run(campaign, date(2026, 6, 11))
    assert InboxItem.objects.filter(person=liaison.user, effect__startswith="ladder.").count() == 1


def handed_over_part(campaign, office, unit, **fields):
    [part] = make.issued(
        make.task(campaign, due_on=DUE, **fields), (unit, PartRole.LEAD), by=office
    )
    return part


def test_an_extension_lets_letters_rest_and_a_grant_gives_new_anchors(
    campaign, office, bureau, liaison
):
    part = handed_over(campaign, office, bureau)
    run(campaign, date(2026, 6, 9))
    asked = extensions.ask(
        part.pk,
        actor=liaison,
        now=make.at(date(2026, 6, 10)),
        reason="汛期",
        wanted_due_on=date(2026, 7, 1),
    )
    assert owed_on(campaign, date(2026, 6, 12)) == []
    extensions.grant(asked.pk, actor=office, now=make.at(date(2026, 6, 12)))
    assert owed_on(campaign, date(2026, 6, 12)) == []
    run(campaign, date(2026, 6, 24))
    assert codes() == ["t-1", "t-5"]
    anchors = LadderFiring.objects.filter(superseded=False).order_by("id")
    assert [row.anchor for row in anchors] == ["2026-06-10", "2026-07-01"]


@pytest.mark.parametrize(
    "relation", [Relation.CONGRESS, Relation.DISCIPLINE, Relation.JUDICIAL, Relation.VERTICAL]
)
def test_bodies_that_may_only_be_asked_are_left_alone(campaign, county, office, relation):
    handed_over(campaign, office, make.unit(county, "协助单位", relation=relation))
    for days in range(-20, 60):
        assert owed_on(campaign, DUE + timedelta(days=days)) == []


def test_support_parts_are_left_alone(campaign, county, office, bureau, liaison):
    task = make.task(campaign, due_on=DUE)
    other = make.unit(county, "县住建局")
    make.issued(task, (bureau, PartRole.LEAD), (other, PartRole.SUPPORT), by=office)
    assert {row.unit_id for row in owed_on(campaign, date(2026, 6, 11))} == {bureau.pk}


def test_parts_handed_in_are_left_alone(campaign, office, bureau, liaison):
    part = handed_over(campaign, office, bureau)
    workflow.ACTIONS["submit"](
        part.pk, actor=liaison, now=make.at(date(2026, 6, 10)), text="已办理"
    )
    assert owed_on(campaign, date(2026, 6, 11)) == []


def test_another_county_is_left_alone(campaign, office, bureau, liaison):
    elsewhere = make.county("邻县")
    set_up_county(elsewhere)
    theirs = make.campaign(elsewhere)
    handed_over(theirs, make.seat(elsewhere, Role.OFFICE_CLERK), make.unit(elsewhere, "县水利局"))
    run(campaign, date(2026, 6, 11))
    assert not LadderFiring.objects.exists()


def test_no_letter_head_no_run(campaign, county):
    county.letter_head.delete()
    with pytest.raises(Refused, match="发文设置"):
        run(campaign, date(2026, 6, 11))


def test_the_reads_do_not_grow_with_the_parts(
    campaign, office, bureau, liaison, django_assert_num_queries
):
    handed_over(campaign, office, bureau)
    owed_on(campaign, date(2026, 6, 11))
    with django_assert_num_queries(10):
        owed_on(campaign, date(2026, 6, 11))
    for _ in range(5):
        handed_over(campaign, office, bureau)
    with django_assert_num_queries(10):
        assert len(owed_on(campaign, date(2026, 6, 11))) == 6


def test_a_date_at_the_end_of_the_calendar_stops_nobody_else(campaign, office, bureau, liaison):
    """No service takes such a date; a row that carries one all the same is only never late."""
    bad, good = handed_over(campaign, office, bureau), handed_over(campaign, office, bureau)
    Assignment.objects.filter(pk=bad.pk).update(due_on=date.max, return_count=2)
    run(campaign, date(2026, 6, 11))
    fired = LadderFiring.objects.filter(superseded=False).values_list("assignment", "step__code")
    assert set(fired) == {(bad.pk, "r2"), (good.pk, "t+1")}
