"""A person decides about messages the machine is not sure of."""

from datetime import datetime

from django.db import transaction

from units.access import Seat
from units.choices import DeliveryState
from units.dispatch import kick
from units.errors import Conflict
from units.models import Delivery
from units.policies import require
from units.services.audit import record_audit


@transaction.atomic
def resend(*, actor: Seat, delivery: Delivery, now: datetime) -> None:
    """Send an uncertain or failed message again, under the same Message-ID.

    Raises Forbidden for people who do not look after messages, Conflict when it is no longer
    uncertain or failed.
    """
    require(actor, "delivery.resend", delivery)
    changed = (
        Delivery.objects.need_a_person()
        .filter(pk=delivery.pk)
        .update(state=DeliveryState.WAITING, not_before=now, attempts=0, error="")
    )
    if not changed:
        raise Conflict("这封邮件已不在“待核实”或“发送失败”状态，请刷新页面查看最新情况。")
    record_audit(actor=actor, action="delivery.resend", obj=delivery, now=now)
    kick("units.deliver")


@transaction.atomic
def settle(*, actor: Seat, delivery: Delivery, now: datetime) -> None:
    """Note that an uncertain message did arrive; raises as `resend` does."""
    require(actor, "delivery.resend", delivery)
    changed = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.UNCERTAIN).update(
        state=DeliveryState.SENT, sent_at=now, error="经核实已收到"
    )
    if not changed:
        raise Conflict("这封邮件已不在“待核实”状态，请刷新页面查看最新情况。")
    record_audit(actor=actor, action="delivery.settle", obj=delivery, now=now)
