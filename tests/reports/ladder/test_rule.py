"""The ladder as a pure rule: each step once, the highest only, nothing on a rest day."""

from dataclasses import replace
from datetime import date

import pytest

from reports.choices import StepAction as A
from reports.choices import StepAnchor as N
from reports.ladder import Ladder, PartFacts, Step
from reports.services.ladder.starter import STEPS
from units.workdays import Calendar

# 1 October to 7 October off; 10 October (a Saturday) worked instead.
CALENDAR = Calendar(
    {**{date(2026, 10, d): False for d in range(1, 8)}, date(2026, 10, 10): True},
    frozenset({2026}),
)
STARTER = [
    Step(n, code, code, n, action, anchor, offset, span, deputy)
    for n, (code, action, anchor, offset, span, deputy) in enumerate(STEPS, 1)
]
BY_CODE = {step.code: step for step in STARTER}
DUE = date(2026, 6, 10)  # a Wednesday


def part(**fields):
    return PartFacts(**{"id": 1, "due_on": DUE, "issued_on": date(2026, 3, 2), **fields})


def fired(*codes, due=DUE):
    return frozenset((BY_CODE[c].id, due.isoformat()) for c in codes)


def live(facts, today, steps=STARTER, calendar=CALENDAR):
    rows = Ladder(steps, today=today, calendar=calendar).owed(facts)
    return [row.step.code for row in rows if not row.superseded]


def noted(facts, today):
    rows = Ladder(STARTER, today=today, calendar=CALENDAR).owed(facts)
    return [row.step.code for row in rows if row.superseded]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 5, 27), "t-10"),
        (date(2026, 6, 3), "t-5"),
        (date(2026, 6, 9), "t-1"),
        (date(2026, 6, 11), "t+1"),
    ],
)
def test_each_step_on_its_workday(day, code):
    assert live(part(), day) == [code]


def test_nothing_before_the_first_step():
    assert live(part(), date(2026, 5, 26)) == []


def test_ten_days_before_only_for_tasks_longer_than_sixty_days():
    assert live(part(issued_on=date(2026, 4, 11)), date(2026, 5, 27)) == []
    assert live(part(issued_on=date(2026, 4, 10)), date(2026, 5, 27)) == ["t-10"]


def test_nothing_on_a_rest_day():
    assert live(part(), date(2026, 6, 6)) == []
    assert live(part(due_on=date(2026, 9, 30)), date(2026, 10, 1)) == []
    assert live(part(due_on=date(2026, 9, 30)), date(2026, 10, 8)) == ["t+1"]


def test_a_make_up_saturday_is_a_workday():
    facts = part(due_on=date(2026, 10, 9), fired=fired("t-10", "t-5", "t-1", due=date(2026, 10, 9)))
    assert live(facts, date(2026, 10, 10)) == ["t+1"]


def test_a_due_date_on_a_rest_day_counts_from_the_next_workday():
    facts = part(due_on=date(2026, 10, 1))
    assert live(facts, date(2026, 9, 30)) == ["t-1"]
    assert live(facts, date(2026, 10, 9)) == ["t+1"]


def test_three_missed_days_are_caught_up_with_the_highest_step_only():
    missed = part(fired=fired("t-10"))
    assert live(missed, date(2026, 6, 9)) == ["t-1"]
    assert noted(missed, date(2026, 6, 9)) == ["t-5"]


def test_reminders_before_the_deadline_are_not_sent_after_it():
    assert live(part(), date(2026, 6, 12)) == ["t+1"]
    assert noted(part(), date(2026, 6, 12)) == []


def test_fired_once_for_a_date_in_force():
    assert live(part(fired=fired("t+1")), date(2026, 6, 12)) == []


def test_a_granted_extension_begins_again_with_the_new_date():
    later = date(2026, 6, 30)
    facts = part(due_on=later, fired=fired("t-10", "t-5", "t-1"))
    assert live(facts, date(2026, 6, 11)) == []
    assert live(facts, date(2026, 6, 23)) == ["t-5"]


def test_letters_rest_while_an_extension_is_under_review():
    assert live(part(resting=True), date(2026, 6, 11)) == []
    assert live(part(resting=True, returns=2), date(2026, 6, 11)) == ["r2"]


def test_the_prompt_waits_for_a_contact_note():
    facts = part(fired=fired("t+1"))
    assert live(facts, date(2026, 6, 17)) == []
    noted_late = part(fired=fired("t+1"), contacted=True)
    assert live(noted_late, date(2026, 6, 16)) == []
    assert live(noted_late, date(2026, 6, 17)) == ["t+5"]
    assert live(noted_late, date(2026, 7, 1)) == ["t+5"]


def test_a_prompt_issued_by_hand_is_not_drafted_again():
    facts = part(fired=fired("t+1"), contacted=True, prompt_due=date(2026, 6, 19))
    assert live(facts, date(2026, 6, 17)) == []
    assert noted(facts, date(2026, 6, 17)) == ["t+5"]


def test_supervision_counts_from_the_limit_of_the_prompt_that_went_out():
    before = fired("t+1", "t+5")
    assert live(part(contacted=True, fired=before), date(2026, 8, 3)) == []
    prompted = part(contacted=True, fired=before, prompt_due=date(2026, 7, 10))
    assert live(prompted, date(2026, 7, 16)) == []
    assert live(prompted, date(2026, 7, 17)) == ["p+5"]


def test_a_second_prompt_with_a_new_limit_does_not_supervise_again():
    again = part(fired=fired("t+1", "t+5", "p+5"), contacted=True, prompt_due=date(2026, 8, 3))
    assert live(again, date(2026, 9, 1)) == []


def test_the_talk_counts_from_the_limit_of_the_supervision():
    done = fired("t+1", "t+5", "p+5")
    facts = part(
        fired=done, contacted=True, prompt_due=date(2026, 6, 24), supervision_due=date(2026, 7, 15)
    )
    assert live(facts, date(2026, 7, 28)) == []
    assert live(facts, date(2026, 7, 29)) == ["s+10"]


REDO = date(2026, 6, 15)
REMINDED = fired("t-10", "t-5", due=REDO)


def test_returns_have_a_ladder_of_their_own():
    returned = part(returns=2, due_on=REDO, fired=REMINDED)
    assert live(returned, date(2026, 6, 8)) == ["r2"]
    third = part(returns=3, due_on=REDO, fired=REMINDED | {(8, "returns:2")})
    assert live(third, date(2026, 6, 8)) == ["r3"]


def test_two_returns_between_two_runs_fire_the_higher_only():
    third = part(returns=3, due_on=REDO, fired=REMINDED)
    assert live(third, date(2026, 6, 8)) == ["r3"]
    assert noted(third, date(2026, 6, 8)) == ["r2"]


def test_returns_fire_beside_a_step_counted_in_days():
    assert live(part(returns=2, due_on=REDO, fired=REMINDED), date(2026, 6, 12)) == ["t-1", "r2"]


def test_what_was_due_before_the_hand_over_is_not_owed():
    assert live(part(issued_on=date(2026, 6, 4)), date(2026, 6, 5)) == []
    assert live(part(issued_on=date(2026, 6, 4)), date(2026, 6, 9)) == ["t-1"]


def test_what_was_due_before_the_date_was_set_is_not_owed():
    returned = part(returns=1, due_on=REDO, dated_on=date(2026, 6, 10))
    assert live(returned, date(2026, 6, 10)) == []
    assert live(returned, date(2026, 6, 11)) == []
    assert live(returned, date(2026, 6, 12)) == ["t-1"]
    assert live(returned, date(2026, 6, 16)) == ["t+1"]


@pytest.mark.parametrize(
    ("facts", "today", "code"),
    [
        (part(fired=fired("t+1"), contacted=True), date(2026, 6, 17), "t+5"),
        (part(returns=3, due_on=REDO, fired=REMINDED), date(2026, 6, 8), "r3"),
    ],
)
def test_a_prompt_under_way_is_waited_for(facts, today, code):
    waiting = replace(facts, under_way=frozenset({"prompt"}))
    assert code in live(facts, today)
    assert code not in live(waiting, today) + noted(waiting, today)


def test_a_supervision_under_way_is_waited_for():
    facts = part(contacted=True, fired=fired("t+1", "t+5"), prompt_due=date(2026, 7, 10))
    waiting = replace(facts, under_way=frozenset({"supervise"}))
    assert live(waiting, date(2026, 7, 17)) == []


def test_the_third_return_drafts_nothing_where_a_prompt_went_out_for_the_date():
    facts = part(returns=3, due_on=REDO, fired=REMINDED, prompt_due=date(2026, 6, 30))
    assert "r3" not in live(facts, date(2026, 6, 23))
    assert "r3" in noted(facts, date(2026, 6, 23))


def test_the_reason_names_the_dates():
    row = Ladder(STARTER, today=date(2026, 6, 11), calendar=CALENDAR).owed(part())[0]
    assert row.reason == "时限2026年6月10日，过期满1个工作日（2026年6月11日）"
    assert row.due_on == date(2026, 6, 11)


def test_own_steps_of_a_county():
    step = Step(77, "x", "过期当天", 1, A.REMIND, N.DUE, 2)
    assert live(part(), date(2026, 6, 12), steps=[step]) == ["x"]
