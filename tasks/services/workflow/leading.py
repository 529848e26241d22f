"""To whom a part answers (rule 6): the first lead, else the office; a lead that goes is followed."""

from datetime import datetime

from indicators.models import EvidenceGrant
from tasks.choices import FINAL_STATES, PartRole, PartState, SubmissionState
from tasks.models import Assignment, Task
from tasks.services.history import record
from units.access import Actor

GONE = (PartState.CANCELLED, PartState.RELEASED)
GRANT_REASON = "报送牵头单位"


def point_to_lead(task: Task, *, actor: Actor, now: datetime) -> None:
    """Let every part of a locked task answer to whom rule 6 says.

    Leads and parts of a task without lead answer to the office, the others to the first lead
    handed over. Parts whose lead has gone follow to the next one, else to the office; that is
    written into their history, and the new lead may read what was handed in.
    """
    handed_over = task.assignments.exclude(state=PartState.DRAFT).select_related("unit")
    parts = list(handed_over.exclude(state__in=FINAL_STATES).order_by("rank", "id"))
    lead = next((part for part in parts if part.role == PartRole.LEAD), None)
    if lead is not None:
        new = [p.pk for p in parts if p.role != PartRole.LEAD and p.answers_to_id is None]
        Assignment.objects.filter(pk__in=new).update(answers_to=lead)
        _let_read(lead, new, now)
    for part in handed_over.filter(answers_to__state__in=GONE).exclude(state__in=GONE):
        to = lead if lead is not None and lead.pk != part.pk else None
        Assignment.objects.filter(pk=part.pk).update(answers_to=to)
        part.task = task
        record(
            task=task,
            part=part,
            action="answers_to",
            actor=actor,
            now=now,
            from_state=part.state,
            to_state=part.state,
            words=f"改由{to.unit.short if to else '依法治县办'}审核",
            data={"answers_to": to.pk if to else None},
        )
        if to is not None:
            _let_read(to, [part.pk], now)


def _let_read(lead: Assignment, part_ids: list[int], now: datetime) -> None:
    for part in Assignment.objects.filter(pk__in=part_ids):
        for submission in part.submissions.filter(
            state__in=[SubmissionState.HANDED_IN, SubmissionState.ACCEPTED]
        ):
            for proof in submission.proofs.select_related("evidence"):
                grant(proof.evidence_id, proof.evidence.unit_id, lead, now)


def grant(evidence_id: int, owner_id: int, lead: Assignment, now: datetime) -> None:
    """Let the unit of `lead` read a proof handed in to it; its own needs no grant."""
    if lead.unit_id != owner_id:
        EvidenceGrant.objects.get_or_create(
            evidence_id=evidence_id,
            unit_id=lead.unit_id,
            reason=GRANT_REASON,
            defaults={"granted_at": now},
        )
