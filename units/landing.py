"""Where a person begins after logging in."""

from units.access import Seat
from units.choices import UserKind
from units.models import County

BEGINNINGS = {
    UserKind.SYSADMIN: "people",
    UserKind.SECADMIN: "people",
    UserKind.AUDITOR: "audit",
}


def landing(seat: Seat) -> str:
    """Return the URL name of a seat's first page: administrators have no desk."""
    if seat.user.kind == UserKind.SYSADMIN and not County.objects.exists():
        return "setup"
    return BEGINNINGS.get(UserKind(seat.user.kind), "desk")
