"""Every number is the number of rows of its set, and what a reader recounts by hand."""

from datetime import timedelta

import pytest
from django.db.models import Q

from reports.figures.campaign import campaign_figures
from reports.figures.counts import Counts, total
from reports.figures.sets import SETS, WEEKS, Moment
from reports.figures.weeks import next_weeks
from tasks.choices import PartState
from tasks.deadlines import Timeliness, standing
from tasks.models import Assignment
from tests.reports.conftest import MONDAY
from units.choices import ASKED_ONLY
from units.clock import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def moment(busy):
    return Moment.of(busy.county_id, local_date(MONDAY))


def rows_of(campaign, name, moment, **more):
    return Assignment.objects.filter((SETS | WEEKS)[name].where(moment), campaign=campaign, **more)


def test_every_number_is_the_count_of_its_rows(busy, moment):
    figures = campaign_figures(busy, as_of=MONDAY)
    for name in Counts._fields:
        assert getattr(figures.total, name) == rows_of(busy, name, moment).count() > 0, name
        for line in figures.chapters:
            rows = rows_of(busy, name, moment, task__chapter_id=line.id)
            assert getattr(line.counts, name) == rows.count()
        for line in figures.units:
            rows = rows_of(busy, name, moment, unit_id=line.id)
            assert getattr(line.counts, name) == rows.count()
        for (unit_id, chapter_id), counts in figures.cells.items():
            rows = rows_of(busy, name, moment, unit_id=unit_id, task__chapter_id=chapter_id)
            assert getattr(counts, name) == rows.count()


def test_the_parts_are_shared_out_without_rest(busy):
    for counts in campaign_figures(busy, as_of=MONDAY).cells.values():
        kinds = counts.accepted + counts.overdue + counts.due_soon + counts.normal + counts.released
        assert counts.parts == kinds


def test_another_county_changes_nothing(busy_campaigns):
    first, second = (campaign_figures(row, as_of=MONDAY) for row in busy_campaigns)
    ids = {line.id for line in first.units}
    assert ids.isdisjoint(line.id for line in second.units)
    assert first.total != second.total


@pytest.mark.parametrize("days", [-40, -7, -2, -1, 0, 5, 30])
def test_sets_and_the_pure_rule_agree(busy, days):
    today = local_date(MONDAY) + timedelta(days=days)
    moment = Moment.of(busy.county_id, today)
    late = set(rows_of(busy, "overdue", moment).values_list("pk", flat=True))
    soon = set(rows_of(busy, "due_soon", moment).values_list("pk", flat=True))
    done = set(rows_of(busy, "accepted", moment).values_list("pk", flat=True))
    timed = set(Assignment.objects.filter(campaign=busy).on_time().values_list("pk", flat=True))
    for part in Assignment.objects.filter(campaign=busy).select_related("unit"):
        found = standing(
            state=part.state,
            due_on=part.due_on,
            counted=part.blocking and part.unit.relation not in ASKED_ONLY,
            first_handed_in_on=part.first_handed_in_on,
            first_due_on=part.first_due_on,
            today=today,
            calendar=moment.calendar,
            soon_workdays=moment.soon_workdays,
        )
        assert (found.kind == Timeliness.LATE) == (part.pk in late)
        assert (found.kind == Timeliness.SOON) == (part.pk in soon)
        assert (found.kind == Timeliness.DONE) == (part.pk in done)
        if part.due_on:
            assert bool(found.on_time) == (part.pk in timed)


def test_asked_bodies_are_never_late_nor_expected(busy, moment):
    asked = Q(unit__relation__in=ASKED_ONLY)
    assert rows_of(busy, "parts", moment).filter(asked).exists()
    for name in ("expected", "done", "on_time", "overdue", "due_soon", *WEEKS):
        assert not rows_of(busy, name, moment).filter(asked).exists()
    lines = campaign_figures(busy, as_of=MONDAY).units
    assert {line.id for line in lines if line.asked} == set(
        rows_of(busy, "parts", moment).filter(asked).values_list("unit_id", flat=True)
    )


def test_units_and_chapters_come_in_their_order(busy):
    figures = campaign_figures(busy, as_of=MONDAY)
    order = busy.county.units.order_by("position", "id").values_list("id", flat=True)
    present = {line.id for line in figures.units}
    assert [line.id for line in figures.units] == [pk for pk in order if pk in present]
    chapters = [line.title for line in figures.chapters]
    assert chapters[0] == "政府职能依法全面履行"
    assert len(chapters) == 9


def test_narrowed_to_units(busy, moment):
    unit_ids = list(busy.county.units.order_by("position").values_list("id", flat=True)[6:12])
    figures = campaign_figures(busy, as_of=MONDAY, unit_ids=unit_ids)
    rows = rows_of(busy, "parts", moment, unit_id__in=unit_ids)
    assert figures.total.parts == rows.count()
    tasks = rows.values("task_id").distinct()
    assert figures.tasks.closed == busy.tasks.filter(pk__in=tasks, state="closed").count()
    assert figures.tasks.draft == 0


def test_tasks_of_chapters_add_up(busy):
    figures = campaign_figures(busy, as_of=MONDAY)
    assert figures.tasks.handed_over == sum(line.tasks.handed_over for line in figures.chapters)
    assert figures.tasks.closed == busy.tasks.filter(state="closed").count()


def test_weeks_are_disjoint_and_hold_what_is_due(busy, moment):
    weeks = next_weeks(busy, moment)
    assert [week.due for week in weeks] == [rows_of(busy, name, moment).count() for name in WEEKS]
    owed = Assignment.objects.filter(campaign=busy).counted().owed()
    until = local_date(MONDAY) + timedelta(days=27)
    ahead = owed.filter(due_on__lte=until).exclude(pk__in=rows_of(busy, "overdue", moment))
    assert sum(week.due for week in weeks) == ahead.count()
    assert sum(week.soon for week in weeks) == rows_of(busy, "due_soon", moment).count()
    assert weeks[0].monday == local_date(MONDAY)


def test_a_rest_day_of_last_week_belongs_to_this_week(busy, moment):
    part = Assignment.objects.filter(
        campaign=busy, state=PartState.ACTIVE, blocking=True
    ).counted()[0]
    Assignment.objects.filter(pk=part.pk).update(due_on=local_date(MONDAY) - timedelta(days=2))
    assert rows_of(busy, "week-1", moment).filter(pk=part.pk).exists()
    assert not rows_of(busy, "overdue", moment).filter(pk=part.pk).exists()


def test_a_rest_day_is_expected_from_the_next_workday_on(busy):
    part = Assignment.objects.filter(
        campaign=busy, state=PartState.ACTIVE, blocking=True, long_term=False
    ).counted()[0]
    monday = local_date(MONDAY)
    Assignment.objects.filter(pk=part.pk).update(due_on=monday - timedelta(days=2))
    asked = {}
    for day in (monday - timedelta(days=1), monday):
        moment = Moment.of(busy.county_id, day)
        asked[day] = rows_of(busy, "expected", moment).filter(pk=part.pk).exists()
    assert list(asked.values()) == [False, True]


def test_nothing_gives_zeros_and_no_rate():
    assert total([]) == Counts()
    assert Counts().done_rate is None


def test_two_queries(busy, moment, django_assert_num_queries):
    with django_assert_num_queries(2):
        campaign_figures(busy, as_of=MONDAY, moment=moment)
    with django_assert_num_queries(1):
        next_weeks(busy, moment)
