"""What the ladder would have sent equals what it sends when it is run each of those days."""

from datetime import date, timedelta

import pytest

from reports.models import LadderFiring, LadderStep
from reports.services.ladder import firing
from reports.services.ladder.simulating import simulate
from tasks.models import Assignment
from tests import factories as make
from tests.reports.ladder.steps import handed_over, note
from units.choices import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.core]
TODAY = date(2026, 7, 1)
FIRST = TODAY - timedelta(days=30)


@pytest.fixture
def world(county, campaign, office, bureau):
    """Parts due around the window; one called, one handed in, one of a body only asked."""
    other = make.unit(county, "县财政局")
    parts = [
        handed_over(campaign, office, unit, due_on=day)
        for unit in (bureau, other)
        for day in (date(2026, 5, 20), date(2026, 6, 10), date(2026, 6, 13), date(2026, 7, 3))
    ]
    parts.append(handed_over(campaign, office, bureau, due_on=date(2026, 6, 10)))
    note(parts[1], office, date(2026, 6, 12))
    handed_over(campaign, office, make.unit(county, "县法院", relation=Relation.JUDICIAL))
    late = parts[5]
    Assignment.objects.filter(pk=late.pk).update(
        state="accepted",
        handed_in_on=date(2026, 6, 15),
        first_handed_in_on=date(2026, 6, 15),
        first_due_on=late.due_on,
        accepted_on=date(2026, 6, 16),
    )
    return parts


def lived(campaign, parts):
    """Run the ladder day by day, the accepted part being taken out on its day."""
    accepted = Assignment.objects.get(state="accepted")
    Assignment.objects.filter(pk=accepted.pk).update(state="active")
    day = FIRST - timedelta(days=3)
    while day < TODAY:
        if day > accepted.first_handed_in_on:
            Assignment.objects.filter(pk=accepted.pk).update(state="accepted")
        firing.run(campaign, now=make.at(day, 9))
        day += timedelta(days=1)
    return LadderFiring.objects.filter(superseded=False, fired_on__gte=FIRST)


def test_it_is_what_would_have_fired(world, campaign):
    found = simulate(campaign, today=TODAY)
    assert not LadderFiring.objects.exists()
    rows = lived(campaign, world)
    by_step = {}
    for row in rows:
        by_step[row.step_id] = by_step.get(row.step_id, 0) + 1
    assert found.by_step == by_step
    assert set(LadderStep.objects.filter(pk__in=by_step).values_list("code", flat=True)) >= {
        "t-5",
        "t-1",
        "t+1",
        "t+5",
    }
    assert [day.day for day in found.days] == sorted(set(rows.values_list("fired_on", flat=True)))
    assert found.prompts == 1
    assert found.units < sum(day.parts for day in found.days)


def test_a_step_that_is_off_is_not_told(world, campaign):
    LadderStep.objects.filter(code="t+1").update(enabled=False)
    off = LadderStep.objects.get(county=campaign.county, code="t+1")
    assert off.pk not in simulate(campaign, today=TODAY).by_step


def test_the_reads_do_not_grow(world, campaign, office, bureau, django_assert_num_queries):
    simulate(campaign, today=TODAY)
    for _ in range(3):
        handed_over(campaign, office, bureau)
    with django_assert_num_queries(5):  # calendar (no list: two), steps, notes, parts
        simulate(campaign, today=TODAY)
