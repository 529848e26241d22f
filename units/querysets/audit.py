"""Named sets of audit rows; a row is written once and never changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NoReturn

from django.db.models import QuerySet


class AuditQuerySet(QuerySet[Any]):
    """`objects` of AuditEntry: rows are added and sealed, nothing else."""

    def unsealed(self) -> "AuditQuerySet":
        """Rows no seal covers yet, in order of their ids."""
        return self.filter(sealed=False).order_by("pk")

    def sealed(self) -> "AuditQuerySet":
        """Rows marked as covered by a seal."""
        return self.filter(sealed=True)

    def unsealed_since(self, moment: datetime) -> "AuditQuerySet":
        """Rows written before `moment` that should have been sealed by now."""
        return self.unsealed().filter(at__lt=moment)

    def mark_sealed(self, ids: Iterable[int]) -> int:
        """Mark rows as covered by a seal; returns how many were not before."""
        return super(AuditQuerySet, self.filter(pk__in=list(ids), sealed=False)).update(sealed=True)

    def update(self, **_: Any) -> NoReturn:
        """Refuse: the trail is insert only."""
        raise TypeError("audit rows are never changed")

    def delete(self) -> NoReturn:
        """Refuse: the trail is insert only."""
        raise TypeError("audit rows are never deleted")
