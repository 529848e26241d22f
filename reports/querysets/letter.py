"""Which documents a seat may see, and who has received them."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from reports.choices import HANDS_OVER, ItemOutcome, LetterKind, LetterState, SupervisionRoute
from tasks.querysets import definitions as is_

if TYPE_CHECKING:
    from units.access import Seat

# What people type for 〔 and 〕 when they look for a 文号.
BRACKETS = str.maketrans("[［【(（]］】)）", "〔〔〔〔〔〕〕〕〕〕")
OUT_STATES = (LetterState.ISSUED, LetterState.REVOKED)


class LetterQuerySet(QuerySet[Any]):
    """`objects` of Letter."""

    def visible_to(self, seat: "Seat") -> "LetterQuerySet":
        """Office: all of the county. Leaders: issued ones. Unit people: received ones. 督查室: 督办单."""
        rows = self.filter(county_id=seat.county_id)
        if seat.is_office:
            return rows
        if seat.is_leader:
            return rows.issued()
        if seat.is_unit:
            receipts = apps.get_model("reports", "LetterReceipt").objects.filter(
                letter_id=OuterRef("pk"), unit_id__in=seat.unit_ids
            )
            return rows.issued().filter(Exists(receipts))
        return rows.issued().referrals() if seat.is_inspector else rows.none()

    def referrals(self) -> "LetterQuerySet":
        """督办单 to 督查室."""
        return self.filter(kind=LetterKind.SUPERVISION, route=SupervisionRoute.INSPECTOR)

    def issued(self) -> "LetterQuerySet":
        """Documents that have gone out."""
        return self.filter(state__in=OUT_STATES)

    def able_to_revoke(self, letter: Any) -> "LetterQuerySet":
        """Documents that may revoke an issued one: in force, issued since, sent to all who have it."""
        units = list(letter.receipts.values_list("unit_id", flat=True))
        rows = self.filter(county_id=letter.county_id, state=LetterState.ISSUED)
        rows = rows.filter(issued_on__gte=letter.issued_on or date.max).exclude(pk=letter.pk)
        if not units:  # a 专报, which leaders read
            return rows
        shared = Count("receipts", filter=Q(receipts__unit__in=units))
        told: LetterQuerySet = rows.alias(shared=shared).filter(shared=len(units))
        return told

    def numbered(self, text: str) -> "LetterQuerySet":
        """Documents whose 文号 contains the text; brackets of any kind are read as 〔〕."""
        wanted = re.sub(r"\s", "", text).translate(BRACKETS)
        return self.filter(number_text__icontains=wanted) if wanted else self.none()

    def for_signature(self) -> "LetterQuerySet":
        """Documents waiting for the signer."""
        return self.filter(state=LetterState.FOR_SIGNATURE)

    def with_receipts(self, seat: "Seat") -> "LetterQuerySet":
        """Annotate `sent`, `received` and `waiting`: units it went to, that have it, that do not.

        Unit people count their own units only: who else has it is not theirs to see.
        """
        counted: LetterQuerySet = self.annotate(**receipt_counts("pk", seat))
        return counted


class LetterReceiptQuerySet(QuerySet[Any]):
    """`objects` of LetterReceipt."""

    def received(self) -> "LetterReceiptQuerySet":
        """Said to be received; a 交办函 is received by acknowledging its parts.

        One whose parts were all called off before that is neither received nor waits.
        """
        seen = Exists(_included(~is_.called_off_unseen()))
        return self.filter(Q(received_at__isnull=False) | _HANDS_OVER & Q(seen) & ~_waits())

    def standing(self) -> "LetterReceiptQuerySet":
        """Received or waiting, with `waits`; one whose parts were called off unseen is neither."""
        waits = ExpressionWrapper(_waits(), output_field=BooleanField())
        shown: LetterReceiptQuerySet = self.annotate(waits=waits)
        called_off = _HANDS_OVER & ~Q(Exists(_included(~is_.called_off_unseen())))
        return shown.exclude(called_off & Q(received_at__isnull=True))

    def waiting(self) -> "LetterReceiptQuerySet":
        """Not acknowledged by the unit yet."""
        return self.filter(_waits())

    def not_in_time(self, before: date) -> "LetterReceiptQuerySet":
        """Waiting for a document in force of a running campaign that went out before a day."""
        return self.waiting().filter(
            letter__state=LetterState.ISSUED,
            letter__campaign__active=True,
            letter__issued_on__lt=before,
        )

    def of(self, seat: "Seat") -> "LetterReceiptQuerySet":
        """Those of the seat's own units for unit people, all for the others."""
        return self.filter(unit_id__in=seat.unit_ids) if seat.is_unit else self.all()


_HANDS_OVER = Q(letter__kind__in=HANDS_OVER)


def _waits() -> Q:
    unseen = Q(Exists(_included(is_.unseen())))
    return Q(received_at__isnull=True) & (~_HANDS_OVER | unseen)


def _included(parts: Q) -> "QuerySet[Any]":
    """Return the parts that the letter of a receipt handed over, where they are so."""
    rows = apps.get_model("tasks", "Assignment").objects.filter(parts)
    return rows.filter(
        letter_items__letter_id=OuterRef("letter_id"), letter_items__outcome=ItemOutcome.INCLUDED
    )


def receipt_counts(letter: str, seat: "Seat") -> dict[str, Coalesce]:
    """Return `sent`, `received` and `waiting`, counts for rows whose letter is the field `letter`."""
    rows = apps.get_model("reports", "LetterReceipt").objects.filter(letter_id=OuterRef(letter))
    receipts = rows.of(seat)
    return {
        "sent": _count(receipts),
        "received": _count(receipts.received()),
        "waiting": _count(receipts.waiting()),
    }


def unreceived(seat: "Seat") -> Exists:
    """Return the condition that a letter waits for a receipt (of the seat's own units)."""
    rows = apps.get_model("reports", "LetterReceipt").objects.filter(letter_id=OuterRef("pk"))
    return Exists(rows.of(seat).waiting())


def _count(receipts: "QuerySet[Any]") -> Coalesce:
    grouped = receipts.order_by().values("letter_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(grouped), 0)
