"""Send what waits: nothing lost, nothing sent twice unseen.

A message is claimed with a lease (an expired lease is safe to take again); `sending` is committed
just before the mail server is handed the message, so that only a row stuck there is uncertain.
"""

import smtplib
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from units.calendar import calendar
from units.choices import DeliveryState
from units.clock import local_date
from units.dispatch import kick
from units.errors import Refused
from units.faults import fault
from units.models import Delivery
from units.services.gathering import DIGEST, gather, opening
from units.services.mailing import compose
from units.windows import backoff

BATCH = 100
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
CHANNEL_REST = timedelta(minutes=5)
# The server has answered with a no: the message is certainly not on its way.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
# Anything else that breaks once the server has the message leaves us in doubt.
BREAKS = (OSError, smtplib.SMTPException)

Clock = Callable[[], datetime]


class ChannelDownError(Exception):
    """The mail server cannot be reached; `__cause__` says why."""


def deliver(now: datetime) -> dict[str, int]:
    """Gather what is owed and send up to a batch; returns how many ended in which state.

    What a full batch leaves is sent by a run that follows at once. A mail server that cannot be
    reached ends the batch, and no run follows: the rest waits for the next beat.
    """
    gather(now)
    ended = Counter({str(DeliveryState.UNCERTAIN): mark_stuck(now)})
    due = list(Delivery.objects.due(now).order_by("not_before", "pk").values_list("pk", flat=True))
    clock = _running(now)
    connection = get_connection()
    try:
        for pk in due[:BATCH]:
            ended[_send_one(pk, connection, clock) or ""] += 1
        if len(due) > BATCH:
            kick("units.deliver")
    except ChannelDownError:
        ended[str(DeliveryState.WAITING)] += 1
    finally:
        connection.close()
    return {state: count for state, count in sorted(ended.items()) if state and count}


def mark_stuck(now: datetime) -> int:
    """Turn messages whose sender died after handing over into 待核实; returns how many."""
    reason = "发送途中程序中断，不能确定对方是否收到，请核实后决定是否重发。"
    return Delivery.objects.stuck(now).update(
        state=DeliveryState.UNCERTAIN, error=reason, lease_until=None
    )


def _running(now: datetime) -> Clock:
    """Return a clock that starts at `now` and runs, since a batch may outlast a lease."""
    start = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - start)


def _send_one(pk: int, connection: BaseEmailBackend, clock: Clock) -> str | None:
    """Send one message; returns its state afterwards, None if another process has it.

    Raises ChannelDownError, the message waiting again, when the server cannot be reached.
    """
    fault("before_claim")
    delivery = _claim(pk, clock())
    if delivery is None:
        return None
    fault("after_claim")
    now = clock()
    if _may_leave(delivery, now) > now:  # its window has shut since it was gathered
        return _wait(delivery, now, delivery.error)
    try:
        message = compose(delivery, today=local_date(now))
        message.message()
    except Refused as reason:
        return _end(delivery, DeliveryState.DROPPED, error=reason.message)
    except ValueError:
        return _end(delivery, DeliveryState.FAILED, error="邮箱地址或标题含有邮件不允许的字符。")
    try:
        connection.open()
    except BREAKS as error:
        _wait(delivery, clock() + CHANNEL_REST, f"连不上邮件服务器：{error}")
        raise ChannelDownError from error
    return _hand_over(delivery, message, connection, clock)


def _claim(pk: int, now: datetime) -> Delivery | None:
    lease = now + LEASE
    if (
        not Delivery.objects.due(now)
        .filter(pk=pk)
        .update(state=DeliveryState.CLAIMED, lease_until=lease)
    ):
        return None
    claimed: Delivery = Delivery.objects.select_related("person").get(pk=pk)
    return claimed


def _hand_over(
    delivery: Delivery, message: EmailMessage, connection: BaseEmailBackend, clock: Clock
) -> str | None:
    """Commit `sending`, give the message to the server and note the answer."""
    lease = clock() + LEASE
    if not _held(delivery).update(
        state=DeliveryState.SENDING, lease_until=lease, address=message.to[0]
    ):
        return None  # the lease ran out and another process took the message
    delivery.lease_until = lease
    delivery.state = DeliveryState.SENDING
    fault("after_sending")
    try:
        connection.send_messages([message])
    except REFUSALS as error:
        return _refused(delivery, clock(), str(error))
    except BREAKS as error:
        connection.close()
        return _end(
            delivery,
            DeliveryState.UNCERTAIN,
            error=f"发送时连接中断，不能确定对方是否收到：{error}",
        )
    fault("after_send")
    return _end(delivery, DeliveryState.SENT, sent_at=clock(), error="")


def _refused(delivery: Delivery, now: datetime, answer: str) -> str | None:
    delivery.attempts += 1
    if delivery.attempts >= MAX_ATTEMPTS:
        return _end(
            delivery,
            DeliveryState.FAILED,
            attempts=delivery.attempts,
            error=f"邮件服务器拒收 {MAX_ATTEMPTS} 次：{answer}",
        )
    return _wait(delivery, now + backoff(delivery.attempts), f"邮件服务器拒收：{answer}")


def _wait(delivery: Delivery, moment: datetime, reason: str) -> str | None:
    """Let the message wait until `moment`; a digest until the window is open as well."""
    return _end(
        delivery,
        DeliveryState.WAITING,
        not_before=_may_leave(delivery, moment),
        attempts=delivery.attempts,
        error=reason,
    )


def _may_leave(delivery: Delivery, moment: datetime) -> datetime:
    """Return when the message may leave: `moment`, or for a digest when its window opens."""
    if delivery.slot != DIGEST:
        return moment
    seats = [item.membership for item in delivery.items.select_related("membership__county")]
    days = calendar()
    return min((opening(seat.county, moment, days) for seat in seats if seat), default=moment)


def _end(delivery: Delivery, state: DeliveryState, *, error: str, **fields: Any) -> str | None:
    """Write the state a try ended in, if this process still holds the message."""
    done = _held(delivery).update(state=state, lease_until=None, error=error[:300], **fields)
    return str(state) if done else None


def _held(delivery: Delivery) -> Any:
    return Delivery.objects.filter(
        pk=delivery.pk, state=delivery.state, lease_until=delivery.lease_until
    )
