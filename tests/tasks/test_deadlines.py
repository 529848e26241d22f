"""How a part stands: by itself, and in agreement with the named sets of the database."""

from datetime import date, timedelta
from random import Random

import pytest

from tasks.choices import PartState
from tasks.deadlines import Standing, Timeliness, in_force, standing
from tasks.models import Assignment
from tests import factories as f
from units.choices import ASKED_ONLY, Relation
from units.workdays import Calendar

MONDAY = date(2026, 3, 2)
PLAIN = Calendar()


def at(due_on, today=MONDAY, *, state="active", counted=True, calendar=PLAIN, **kwargs):
    kwargs = {"first_handed_in_on": None, "first_due_on": None, "soon_workdays": 5} | kwargs
    return standing(
        state=state, due_on=due_on, counted=counted, today=today, calendar=calendar, **kwargs
    )


@pytest.mark.parametrize(
    ("due_on", "kind", "workdays", "words"),
    [
        (date(2026, 2, 25), Timeliness.LATE, 3, "逾期 3 个工作日"),
        (date(2026, 2, 27), Timeliness.LATE, 1, "逾期 1 个工作日"),
        (date(2026, 2, 28), Timeliness.SOON, 0, "今天到期"),
        (date(2026, 3, 2), Timeliness.SOON, 0, "今天到期"),
        (date(2026, 3, 7), Timeliness.SOON, 5, "还有 5 个工作日"),
        (date(2026, 3, 9), Timeliness.SOON, 5, "还有 5 个工作日"),
        (date(2026, 3, 10), Timeliness.OK, 6, "还有 6 个工作日"),
    ],
)
def test_on_a_monday(due_on, kind, workdays, words):
    found = at(due_on)
    assert (found.kind, found.workdays, found.words) == (kind, workdays, words)


def test_on_the_weekend_after_it_is_late_before_a_workday_has_passed():
    assert at(date(2026, 2, 27), date(2026, 2, 28)) == Standing(Timeliness.LATE, 0)


@pytest.mark.parametrize("state", ["submitted", "suspended", "cancelled", "released", "draft"])
def test_the_clock_stands_still(state):
    assert at(date(2026, 1, 5), state=state).kind == Timeliness.HOLD


def test_who_is_not_counted_is_never_late_nor_soon():
    assert at(date(2026, 1, 5), counted=False).kind == Timeliness.HOLD
    assert at(date(2026, 3, 3), counted=False).kind == Timeliness.OK


def test_accepted():
    late = at(MONDAY, state="accepted", first_handed_in_on=date(2026, 3, 3), first_due_on=MONDAY)
    good = at(MONDAY, state="accepted", first_handed_in_on=MONDAY, first_due_on=MONDAY)
    assert (late.words, good.words) == ("逾期办结", "按时办结")
    assert at(None, state="accepted", first_handed_in_on=MONDAY).on_time, "长期 is never late"
    redone = at(date(2026, 3, 20), state="accepted", first_handed_in_on=MONDAY)
    assert redone.on_time, "a redo date of 长期 work says nothing of the first hand-in"


def test_the_date_in_force():
    assert in_force(MONDAY, None) == MONDAY
    assert in_force(MONDAY, date(2026, 3, 9)) == date(2026, 3, 9)
    assert in_force(None, None) is None


@pytest.mark.core
@pytest.mark.django_db
def test_the_database_says_the_same():
    """overdue(), due_soon() and standing() over random parts, days and holidays."""
    dice = Random(20260302)
    county = f.county()
    units = [f.unit(county, f"单位{r}", relation=r) for r in Relation.values]
    campaign = f.campaign(county)
    for _ in range(150):
        state = dice.choice([s for s in PartState.values if s != "accepted"])
        due_on = MONDAY + timedelta(days=dice.randint(-15, 20))
        f.part(
            f.task(campaign),
            dice.choice(units),
            state=state,
            suspended_from="active" if state == "suspended" else "",
            blocking=dice.random() < 0.8,
            due_on=due_on,
            issued_on=MONDAY,
            handed_in_on=MONDAY if state == "submitted" else None,
        )
    parts = list(Assignment.objects.select_related("unit"))
    for _ in range(25):
        exceptions = {
            MONDAY + timedelta(days=dice.randint(-9, 15)): dice.random() < 0.4 for _ in "123456"
        }
        calendar = Calendar(exceptions=exceptions)
        today = MONDAY + timedelta(days=dice.randint(-6, 9))
        soon = dice.randint(1, 6)
        found = {
            p.pk: standing(
                state=p.state,
                due_on=p.due_on,
                counted=p.blocking and p.unit.relation not in ASKED_ONLY,
                first_handed_in_on=None,
                first_due_on=None,
                today=today,
                calendar=calendar,
                soon_workdays=soon,
            ).kind
            for p in parts
        }
        late = Assignment.objects.overdue(today, calendar).values_list("pk", flat=True)
        near = Assignment.objects.due_soon(today, calendar, workdays=soon)
        assert set(late) == {pk for pk, kind in found.items() if kind == Timeliness.LATE}
        assert set(near.values_list("pk", flat=True)) == {
            pk for pk, kind in found.items() if kind == Timeliness.SOON
        }
