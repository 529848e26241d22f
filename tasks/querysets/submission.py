"""Which proofs of hand-ins count."""

from typing import Any

from django.db.models import QuerySet

from indicators.choices import EvidenceState
from tasks.choices import SubmissionState


class SubmissionEvidenceQuerySet(QuerySet[Any]):
    """`objects` of SubmissionEvidence."""

    def live(self) -> "SubmissionEvidenceQuerySet":
        """Proofs still there: none removed, none whose removal is asked for."""
        return self.filter(evidence__state=EvidenceState.LIVE)

    def brought(self) -> "SubmissionEvidenceQuerySet":
        """Live proofs of what lies before the reviewer or has been accepted."""
        states = [SubmissionState.HANDED_IN, SubmissionState.ACCEPTED]
        return self.live().filter(submission__state__in=states)

    def accepted(self) -> "SubmissionEvidenceQuerySet":
        """Proofs of accepted hand-ins, also those that may be removed yet."""
        return self.filter(submission__state=SubmissionState.ACCEPTED)
