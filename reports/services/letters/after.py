"""After issue: receipts, and revocation by another document."""

from datetime import datetime

from django.db import transaction

from reports import policies
from reports.choices import HANDS_OVER, ItemOutcome, LetterState
from reports.models import Letter, LetterReceipt
from reports.services.letters.receivers import unit_people
from tasks.choices import PartState
from tasks.models import Assignment
from tasks.services import workflow
from units.access import Seat
from units.clock import local_date
from units.errors import Conflict, Refused
from units.services.audit import record_audit
from units.services.inbox import post


@transaction.atomic
def receive(letter_id: int, *, actor: Seat, now: datetime) -> None:
    """签收 of a document by a unit it went to; a second time changes nothing.

    A 交办函 is received by acknowledging its parts, so they are too.
    """
    letter = Letter.objects.issued().get(pk=letter_id)
    policies.require(actor, "receive", letter)
    if letter.kind in HANDS_OVER:
        _acknowledge_parts(letter, actor, now)
    changed = LetterReceipt.objects.filter(
        letter=letter, unit_id__in=actor.unit_ids, received_at__isnull=True
    ).update(received_at=now, received_by=actor.membership)
    if changed:
        record_audit(actor=actor, action="letter.receive", obj=letter, now=now)


@transaction.atomic
def revoke(letter_id: int, *, by_letter_id: int, actor: Seat, now: datetime) -> Letter:
    """撤销 an issued document by another issued one; both stay in the register (rule 3)."""
    letter: Letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter_id)
    policies.require(actor, "revoke", letter)
    if letter.state != LetterState.ISSUED:
        raise Conflict(f"文书现为“{letter.get_state_display()}”，不能撤销。")
    other = Letter.objects.issued().filter(county=letter.county, pk=by_letter_id).first()
    if other is None or other.pk == letter.pk:
        raise Refused("撤销须依据另一份已印发的文书，请选择该文书。", fields={"by": "请选择文书。"})
    letter.state, letter.revoked_by = LetterState.REVOKED, other
    letter.version += 1
    letter.save()
    record_audit(actor=actor, action="letter.revoke", obj=letter, now=now)
    post(
        people_memberships=unit_people(letter, today=local_date(now)),
        effect=f"letter.{letter.pk}.revoked",
        title=f"已撤销：{letter.title}（{letter.number_text}），见{other.number_text}",
        path=f"/letters/{letter.pk}/",
        now=now,
    )
    return letter


def _acknowledge_parts(letter: Letter, actor: Seat, now: datetime) -> None:
    waiting = Assignment.objects.filter(
        letter_items__letter=letter,
        letter_items__outcome=ItemOutcome.INCLUDED,
        unit_id__in=actor.unit_ids,
        state=PartState.PENDING,
    )
    for part_id in list(waiting.order_by("task_id", "pk").values_list("pk", flat=True)):
        workflow.ACTIONS["acknowledge"](part_id, actor=actor, now=now)
