"""Named sets of messages."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from units.choices import DeliveryState


class InboxQuerySet(QuerySet[Any]):
    """`objects` of InboxItem."""

    def unread(self) -> "InboxQuerySet":
        """Items their person has not opened."""
        return self.filter(read_at__isnull=True)

    def ungathered(self) -> "InboxQuerySet":
        """Items that no message has taken along yet."""
        return self.filter(delivery__isnull=True)


class DeliveryQuerySet(QuerySet[Any]):
    """`objects` of Delivery."""

    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Messages that may be claimed: waiting and due, or claimed by a process that died."""
        return self.filter(
            Q(state=DeliveryState.WAITING, not_before__lte=now)
            | Q(state=DeliveryState.CLAIMED, lease_until__lt=now)
        )

    def stuck(self, now: datetime) -> "DeliveryQuerySet":
        """Messages whose process died while the mail server had them: nobody knows."""
        return self.filter(state=DeliveryState.SENDING, lease_until__lt=now)

    def need_a_person(self) -> "DeliveryQuerySet":
        """Messages somebody has to look at: uncertain or failed."""
        return self.filter(state__in=[DeliveryState.UNCERTAIN, DeliveryState.FAILED])
