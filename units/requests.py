"""The request as pages see it, for type checkers."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from units.access import Seat
    from units.models import Membership, User


class SeatedRequest(HttpRequest):
    """A request behind `units.middleware.SeatMiddleware` by somebody who is logged in."""

    user: "User"
    seat: "Seat"
    seats: list["Membership"]
    gate: str
    address: str
