"""What must be settled before anything else: a password of one's own, a second factor, a seat."""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest

from units.access import Seat
from units.choices import UserKind
from units.models import User

# Pages that stay open while a gate is shut.
ALWAYS = frozenset({"login", "logout", "healthz", "readyz"})


def gate(request: HttpRequest, user: User, seat: Seat | None, today: date) -> str:
    """Return the URL name of the page that must come first: `password`, `totp`, `seat-none`.

    "" when the person may go on.
    """
    if password_is_due(user, today):
        return "password"
    if needs_second_factor(user, seat) and not request.user.is_verified():  # type: ignore[union-attr]
        return "totp"
    return "" if seat else "seat-none"


def password_is_due(user: User, today: date) -> bool:
    """Return whether a password was given by somebody else or is older than allowed."""
    if user.must_change_password:
        return True
    age = settings.PASSWORD_MAX_AGE_DAYS
    return bool(age and user.password_set_on and user.password_set_on + timedelta(age) < today)


def needs_second_factor(user: User, seat: Seat | None) -> bool:
    """Administrators and signers, where the profile asks for it (等保2.0 level 3)."""
    if not settings.TOTP_FOR_ADMINISTRATORS:
        return False
    return user.kind != UserKind.BUSINESS or (seat is not None and seat.is_office_head)
