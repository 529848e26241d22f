"""How long a log-in lasts (30 minutes idle, 12 hours in all) and which seat it uses.

Both ends are kept on the server, in the session; the cookie alone extends nothing.
"""

from datetime import date, datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from units.models import Membership, User

STARTED, TOUCHED, SEAT = "started", "touched", "seat"
TOUCH_EVERY_SECONDS = 60


def is_over(session: SessionBase, now: datetime) -> bool:
    """Return whether the log-in has been idle too long or has lasted too long."""
    moment = now.timestamp()
    idle = moment - session.get(TOUCHED, moment)
    lasted = moment - session.get(STARTED, moment)
    return bool(idle > settings.SESSION_IDLE_SECONDS or lasted > settings.SESSION_ABSOLUTE_SECONDS)


def begin(session: SessionBase, now: datetime) -> None:
    """Start counting at a log-in, also one within an older session."""
    session[STARTED] = session[TOUCHED] = now.timestamp()


def touch(session: SessionBase, now: datetime, *, polling: bool) -> None:
    """Note that the person did something; written at most once a minute, never by polling."""
    moment = now.timestamp()
    session.setdefault(STARTED, moment)
    if TOUCHED not in session or (not polling and moment - session[TOUCHED] >= TOUCH_EVERY_SECONDS):
        session[TOUCHED] = moment


def seats_of(user: User, today: date) -> list[Membership]:
    """Return the seats a person may use on that day, the oldest first."""
    seats = Membership.objects.current(today).filter(user=user)
    return list(seats.select_related("county", "unit").order_by("pk"))


def chosen_seat(session: SessionBase, seats: list[Membership]) -> Membership | None:
    """Return the seat chosen in this session if it is still held, else the first; None if none."""
    chosen = session.get(SEAT)
    return next((seat for seat in seats if seat.pk == chosen), seats[0] if seats else None)


def choose_seat(session: SessionBase, seat: Membership) -> None:
    """Use this seat from now on."""
    session[SEAT] = seat.pk
