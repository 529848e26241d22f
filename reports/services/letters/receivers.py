"""The people of the units a letter goes to."""

from datetime import date

from reports.models import Letter
from units.models import Membership
from units.querysets.access import MembershipQuerySet


def unit_people(letter: Letter, *, today: date) -> MembershipQuerySet:
    """Return the current unit seats of the bodies that receive the letter (合署 share people)."""
    bodies = {row.unit.body_id for row in letter.receipts.select_related("unit")}
    return Membership.objects.people_of(bodies, today)
