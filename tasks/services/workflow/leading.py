"""To whom a part answers (rule 6): the first lead, else the office; a lead that goes is followed."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from indicators.models import Evidence, EvidenceGrant
from tasks.choices import FINAL_STATES, PartRole, PartState, SubmissionState
from tasks.models import Assignment, Submission, SubmissionEvidence, Task
from tasks.services.history import record
from units.access import Actor

FALLEN_AWAY = (PartState.CANCELLED, PartState.RELEASED)
GRANT_REASON = "报送牵头单位"
# What a lead may read: what was handed in and not taken back, also after it was sent back.
READABLE = (
    SubmissionState.HANDED_IN,
    SubmissionState.ASKED_MORE,
    SubmissionState.RETURNED,
    SubmissionState.ACCEPTED,
)


def point_to_lead(
    task: Task, *, actor: Actor, now: datetime, just_issued: Collection[int] = ()
) -> None:
    """Let every part of a locked task answer to whom rule 6 says.

    Leads and parts of a task without lead answer to the office, the others to the first lead
    handed over. Parts whose lead has gone follow to the next one, else to the office. A move is
    written into the history of the part, save for parts `just_issued`, whose issue says it; the
    new lead may read what was handed in, the old one no longer.
    """
    handed_over = task.assignments.exclude(state=PartState.DRAFT).select_related(
        "unit", "answers_to__unit"
    )
    parts = list(handed_over.exclude(state__in=FINAL_STATES).order_by("rank", "id"))
    lead = next((part for part in parts if part.role == PartRole.LEAD), None)
    if lead is not None:
        for part in parts:
            if part.role != PartRole.LEAD and part.answers_to_id is None:
                _follow(part, lead, task, actor, now, told=part.pk in just_issued)
    # Also what is not handed over yet: a draft that took another part's place copied its lead.
    living = task.assignments.exclude(state__in=FALLEN_AWAY).select_related(
        "unit", "answers_to__unit"
    )
    for part in living.filter(answers_to__state__in=FALLEN_AWAY):
        to = lead if lead is not None and lead.pk != part.pk else None
        _follow(part, to, task, actor, now, told=False)


def _follow(
    part: Assignment, to: Assignment | None, task: Task, actor: Actor, now: datetime, *, told: bool
) -> None:
    """Let one part answer to `to` (None: the office); `told` when its history needs no line."""
    left = part.answers_to
    Assignment.objects.filter(pk=part.pk).update(answers_to=to)
    part.task, part.answers_to = task, to
    if left is not None:
        take_back(part, left)
    if to is not None:
        let_read(part.submissions.filter(state__in=READABLE), to, now)
    if told:
        return
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


def let_read(submissions: QuerySet[Submission], lead: Assignment, now: datetime) -> None:
    """Let the unit of `lead` read what these hand-ins brought; its own needs no grant."""
    for evidence_id in (
        _brought(submissions).exclude(unit=lead.unit_id).values_list("pk", flat=True)
    ):
        EvidenceGrant.objects.get_or_create(
            evidence_id=evidence_id,
            unit_id=lead.unit_id,
            reason=GRANT_REASON,
            defaults={"granted_at": now},
        )


def take_back(part: Assignment, lead: Assignment) -> None:
    """End what the unit of `lead` might read of the part, save what still was handed in to it."""
    still = Submission.objects.filter(
        assignment__answers_to__unit_id=lead.unit_id, state__in=READABLE
    )
    EvidenceGrant.objects.filter(
        unit_id=lead.unit_id,
        reason=GRANT_REASON,
        evidence__in=_brought(part.submissions.all()),
    ).exclude(evidence__in=_brought(still)).delete()


def _brought(submissions: QuerySet[Submission]) -> QuerySet[Evidence]:
    """Return the proofs and the 审签表 of these hand-ins."""
    proofs = SubmissionEvidence.objects.filter(submission__in=submissions).values("evidence_id")
    sheets = submissions.filter(signoff_sheet__isnull=False).values("signoff_sheet_id")
    return Evidence.objects.filter(Q(pk__in=proofs) | Q(pk__in=sheets))
