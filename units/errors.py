"""What a service raises when a rule says no. Pages, API and commands show the sentence as it is."""

from collections.abc import Sequence


class NotDone(Exception):
    """An act did not happen; `str(error)` is one Chinese sentence with the way out.

    `fields` names form fields or JSON keys with their own sentences, if any. `points` is the same
    as `message` where it speaks of several things, one sentence each: a page lists them. Never
    raised itself: catch it where both kinds end alike (a command, a job, one row of many).
    """

    status = 400

    def __init__(
        self, message: str, *, fields: dict[str, str] | None = None, points: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.points = tuple(points)
        self.message = message
        self.fields = fields or {}


class Refused(NotDone):
    """A rule refuses the act as it was asked for; something typed or done can mend it (400)."""


class Conflict(Refused):
    """Somebody was faster; the sentence says what happened meanwhile (409)."""

    status = 409


class Forbidden(NotDone):
    """The object is in sight, the act is not this person's; no form can mend that (403)."""

    status = 403
