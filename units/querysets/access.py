"""Named sets of memberships."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from units.choices import OFFICE_ROLES, UNIT_ROLES


class MembershipQuerySet(QuerySet[Any]):
    """`objects` of Membership."""

    def current(self, today: date) -> "MembershipQuerySet":
        """Seats held on that day by people whose account is in use."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=today), since__lte=today, user__is_active=True
        )

    def of_body(self, body_id: int) -> "MembershipQuerySet":
        """Seats of a body's units (合署 units share their people)."""
        return self.filter(Q(unit_id=body_id) | Q(unit__same_body_id=body_id))

    def of_bodies(self, body_ids: Collection[int]) -> "MembershipQuerySet":
        """Seats of the units of several bodies."""
        return self.filter(Q(unit_id__in=body_ids) | Q(unit__same_body_id__in=body_ids))

    def office_of(self, county_id: int, today: date) -> "MembershipQuerySet":
        """Who is told what concerns 依法治县办 of a county."""
        return self.current(today).in_office().filter(county_id=county_id)

    def people_of(self, body_ids: Collection[int], today: date) -> "MembershipQuerySet":
        """Who is told what concerns units of these bodies (合署 units share their people)."""
        return self.current(today).in_units().of_bodies(body_ids)

    def in_units(self) -> "MembershipQuerySet":
        """Seats of unit people."""
        return self.filter(role__in=UNIT_ROLES)

    def in_office(self) -> "MembershipQuerySet":
        """Seats of 依法治县办."""
        return self.filter(role__in=OFFICE_ROLES)
