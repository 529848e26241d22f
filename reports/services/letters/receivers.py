"""The people of the units a letter goes to."""

from datetime import date

from reports.choices import LetterKind
from reports.models import Letter
from units.choices import Role
from units.models import Membership
from units.querysets.access import MembershipQuerySet


def readers(letter: Letter, *, today: date) -> MembershipQuerySet:
    """Return the current seats that are told of the letter.

    Those of the bodies that receive it (合署 share people); of a 专报 the county's leaders, of a 督办单 督查室.
    """
    role = Role.INSPECTOR if letter.is_referral else Role.LEADER
    if letter.is_referral or letter.kind == LetterKind.BRIEF:
        seats: MembershipQuerySet = Membership.objects.current(today)
        told: MembershipQuerySet = seats.filter(county_id=letter.county_id, role=role)
        return told
    bodies = {row.unit.body_id for row in letter.receipts.select_related("unit")}
    return Membership.objects.people_of(bodies, today)
