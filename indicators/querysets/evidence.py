"""Which proof a seat may read."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from indicators.choices import EvidenceState

if TYPE_CHECKING:
    from units.access import Seat
    from units.models import Unit


class EvidenceQuerySet(QuerySet[Any]):
    """`objects` of Evidence."""

    def live(self) -> "EvidenceQuerySet":
        """Proof still there: not removed, and no removal asked for."""
        return self.filter(state=EvidenceState.LIVE)

    def kept(self) -> "EvidenceQuerySet":
        """Proof not removed; its removal may be asked for."""
        return self.exclude(state=EvidenceState.REMOVED)

    def usable_by(self, unit: "Unit") -> "EvidenceQuerySet":
        """Proof the unit may hand in or cite; `indicators.policies.may_use` as a set of rows."""
        body = unit.body_id
        return self.live().filter(Q(unit_id=body) | Q(unit__same_body_id=body))

    def visible_to(self, seat: "Seat", *, today: date) -> "EvidenceQuerySet":
        """Return the rows of proof this seat may read (table of rights, docs/rules.md).

        Office and county leaders: all of the county. Unit people: their own unit's and what was
        granted to it. Experts: what was accepted for an indicator and campaign assigned to
        them, while assigned.
        """
        rows = self.filter(county_id=seat.county_id)
        if seat.is_office or seat.is_leader:
            return rows
        if seat.is_unit:
            grants = apps.get_model("indicators", "EvidenceGrant").objects.filter(
                evidence_id=OuterRef("pk"), unit_id__in=seat.unit_ids
            )
            own = rows.filter(unit_id__in=seat.unit_ids)
            return own | rows.filter(Exists(grants))
        if seat.is_expert:
            proofs = apps.get_model("indicators", "IndicatorProof").objects.filter(
                evidence_id=OuterRef("pk"),
                indicator__expert_scopes__membership=seat.membership,
                indicator__expert_scopes__campaign=F("campaign"),
                indicator__expert_scopes__since__lte=today,
                indicator__expert_scopes__until__gte=today,
            )
            return rows.filter(Exists(proofs))
        return rows.none()
