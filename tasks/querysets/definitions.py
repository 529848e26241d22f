"""The definitions of docs/rules.md as conditions on a part, for lists and for counting alike.

`tasks.deadlines.standing` says the same of one part in Python; a test holds them together.
"""

from datetime import date, timedelta

from django.db.models import F, Q

from tasks.choices import FINAL_STATES, OWED_STATES, PartState
from units.choices import ASKED_ONLY
from units.workdays import Calendar

# A part in one of these is not expected to be complete.
NOT_EXPECTED = (PartState.DRAFT, PartState.CANCELLED, PartState.RELEASED, PartState.SUSPENDED)


def counted() -> Q:
    """Blocking, and of a unit that can be late (rule 2)."""
    return Q(blocking=True) & ~Q(unit__relation__in=ASKED_ONLY)


def owed() -> Q:
    """The unit has something to do."""
    return Q(state__in=OWED_STATES)


def open_() -> Q:
    """Handed over and not final."""
    return ~Q(state__in=[PartState.DRAFT, *FINAL_STATES])


def unseen() -> Q:
    """Handed over, and nobody of the unit has seen it yet; 暂缓办理 does not make it seen."""
    suspended = Q(state=PartState.SUSPENDED, suspended_from=PartState.PENDING)
    return Q(state=PartState.PENDING) | suspended


def called_off_unseen() -> Q:
    """Cancelled or released before anybody of the unit had seen it."""
    return Q(
        state__in=[PartState.CANCELLED, PartState.RELEASED],
        acknowledged_on=None,
        first_handed_in_on=None,
    )


def overdue(today: date, calendar: Calendar) -> Q:
    """逾期. `due < today` after moving off rest days is `due` ≤ the workday before today."""
    return counted() & owed() & Q(due_on__lte=calendar.workday_before(today))


def due_soon(today: date, calendar: Calendar, workdays: int) -> Q:
    """临近到期: not overdue, at most `workdays` workdays ahead."""
    ahead = Q(due_on__gt=calendar.workday_before(today), due_on__lte=calendar.add(today, workdays))
    return counted() & owed() & ahead


def expected(as_of: date, calendar: Calendar) -> Q:
    """应完成: counted, not cancelled, released, suspended or 长期, due by the as-of day.

    A date on a rest day is due on the next workday: until then nobody can be behind with it.
    """
    last = calendar.workday_before(as_of + timedelta(days=1))
    return counted() & Q(long_term=False, due_on__lte=last) & ~Q(state__in=NOT_EXPECTED)


def done() -> Q:
    """已办结: accepted."""
    return Q(state=PartState.ACCEPTED)


def on_time() -> Q:
    """按时: accepted, and first handed in by the date then in force (rule 8).

    Who had no date then (长期) was not late; rates leave such work out by `expected`.
    """
    in_time = Q(first_handed_in_on__lte=F("first_due_on")) | Q(first_due_on__isnull=True)
    return done() & in_time
