"""A made-up but lawful life of a part: its dates, its state and the events that led there. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tasks.choices import PartState
from units.workdays import Calendar

S = PartState


@dataclass
class Life:
    """A part as it stands, with its events as (action, from, to, day, fields written)."""

    state: str
    values: dict[str, Any] = field(default_factory=dict)
    events: list[tuple[str, str, str, date, dict[str, Any]]] = field(default_factory=list)

    def step(self, action: str, to: str, day: date, **values: Any) -> None:
        """Take one action on a day, writing `values`."""
        self.events.append((action, self.state, to, day, values))
        self.state = to
        self.values |= values


def draft() -> Life:
    """Return the life of a part not yet handed over."""
    return Life(S.DRAFT)


def handed_over(
    goal: str, *, issued_on: date, due_on: date | None, today: date, days: Calendar, rng: Random
) -> Life:
    """Return a life that began on `issued_on` and stands at `goal` on `today`."""
    life = Life(S.DRAFT)
    dates = {"agreed_due_on": due_on, "redo_by": None, "due_on": due_on}
    life.step("issue", S.PENDING, issued_on, issued_on=issued_on, long_term=due_on is None, **dates)
    if goal == S.PENDING:
        return life
    day = min(today, days.add(issued_on, 1))
    life.step("acknowledge", S.ACTIVE, day, acknowledged_on=day, acknowledged_silently=False)
    if goal in (S.ACTIVE, S.OBJECTED, S.SUSPENDED, S.RELEASED):
        _leave(life, goal, min(today, days.add(day, 1)))
        return life
    _hand_in(life, _hand_in_day(day, due_on, today, rng), due_on, days)
    handed_in_on = life.values["handed_in_on"]
    judged_on = min(today, days.add(handed_in_on, rng.choice((1, 1, 2, 3, 5))))
    if goal == S.ACCEPTED:
        life.step("accept", S.ACCEPTED, judged_on, accepted_on=judged_on, state_before="")
    if goal == S.RETURNED:
        redo_by = days.add(judged_on, 3)
        life.step(
            "return",
            S.RETURNED,
            judged_on,
            state_before="",
            handed_in_on=None,
            return_count=1,
            agreed_due_on=due_on,
            redo_by=redo_by,
            due_on=redo_by,
        )
    return life


def _leave(life: Life, goal: str, day: date) -> None:
    match goal:
        case S.OBJECTED:
            life.step("object", S.OBJECTED, day)
        case S.SUSPENDED:
            life.step("suspend", S.SUSPENDED, day, suspended_from=S.ACTIVE)
        case S.RELEASED:
            life.step("release", S.RELEASED, day, state_before="")


def _hand_in_day(start: date, due_on: date | None, today: date, rng: Random) -> date:
    """Mostly in time, sometimes late; never before the receipt or after today."""
    aim = (due_on or today) + timedelta(days=rng.choice((-20, -12, -6, -3, -1, 0, 2, 6)))
    return max(start, min(aim, today - timedelta(days=rng.randrange(6))))


def _hand_in(life: Life, day: date, due_on: date | None, days: Calendar) -> None:
    life.step(
        "submit",
        S.SUBMITTED,
        day,
        state_before=S.ACTIVE,
        handed_in_on=day,
        first_handed_in_on=day,
        first_due_on=days.effective(due_on) if due_on else None,
    )
