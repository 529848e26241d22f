"""After issue: receipts, and revocation by another document."""

from datetime import datetime

from django.db import transaction

from reports.choices import HANDS_OVER, ItemOutcome
from reports.models import Letter, LetterReceipt
from reports.services.letters.machine import begin, move
from reports.services.letters.receivers import unit_people
from tasks.choices import PartState
from tasks.models import Assignment
from tasks.services import workflow
from units.access import Seat
from units.clock import local_date
from units.errors import Refused
from units.services.audit import record_audit
from units.services.inbox import post


@transaction.atomic
def receive(letter_id: int, *, actor: Seat, now: datetime) -> None:
    """签收 of a document by a unit it went to; a second time changes nothing.

    A 交办函 is received by acknowledging its parts, so they are too. Raises Conflict for a document
    that was revoked meanwhile.
    """
    parts = Assignment.objects.filter(
        letter_items__letter_id=letter_id,
        letter_items__letter__kind__in=HANDS_OVER,
        letter_items__outcome=ItemOutcome.INCLUDED,
        unit_id__in=actor.unit_ids,
    )
    # Locks in the order of the issue: tasks ascending, then the letter.
    workflow.lock_tasks(parts.values_list("task_id", flat=True))
    letter = begin("receive", letter_id, actor=actor)
    waiting = parts.filter(state=PartState.PENDING).order_by("task_id", "pk")
    for part_id in list(waiting.values_list("pk", flat=True)):
        workflow.ACTIONS["acknowledge"](part_id, actor=actor, now=now)
    changed = LetterReceipt.objects.filter(
        letter=letter, unit_id__in=actor.unit_ids, received_at__isnull=True
    ).update(received_at=now, received_by=actor.membership)
    if changed:
        record_audit(actor=actor, action="letter.receive", obj=letter, now=now)


@transaction.atomic
def revoke(letter_id: int, *, by_letter_id: int, actor: Seat, now: datetime) -> Letter:
    """撤销 an issued document by another issued one; both stay in the register (rule 3)."""
    letter = begin("revoke", letter_id, actor=actor)
    other = Letter.objects.able_to_revoke(letter).filter(pk=by_letter_id).first()
    if other is None:
        raise Refused(
            "撤销须依据另一份在这之后印发、发给原收文单位、现行有效的文书，请选择该文书。",
            fields={"by": "请选择文书。"},
        )
    move(letter, "revoke", actor=actor, now=now, revoked_by=other)
    post(
        people_memberships=unit_people(letter, today=local_date(now)),
        effect=f"letter.{letter.pk}.revoked",
        title=f"已撤销：{letter.title}（{letter.number_text}），见{other.number_text}",
        path=f"/letters/{letter.pk}/",
        now=now,
    )
    return letter
