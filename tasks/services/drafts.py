"""A hand-in before it is handed in: draft, 线上审签, 上传审签表."""

from datetime import datetime

from django.db import transaction

from indicators.models import Evidence
from tasks.choices import PartState, SubmissionState
from tasks.models import Assignment, Submission, SubmissionEvidence, TaskMaterial
from tasks.services.workflow import lock_part
from tasks.services.workflow.machine import open_submission
from units.access import Seat
from units.choices import Role
from units.errors import Conflict, Forbidden, Refused

WRITABLE = (PartState.PENDING, PartState.ACTIVE, PartState.RETURNED)
OPEN = (SubmissionState.DRAFT, SubmissionState.FOR_SIGNOFF)


@transaction.atomic
def save_draft(
    part_id: int,
    *,
    actor: Seat,
    now: datetime,
    text: str,
    gap_note: str = "",
    proofs: list[tuple[Evidence, TaskMaterial | None]] | None = None,
    signoff_sheet: Evidence | None = None,
) -> Submission:
    """Keep what has been typed and chosen so far; nothing is handed in.

    A change of text or proof undoes a 线上审签: what was signed is not what stands there now.
    """
    part = _writable(part_id, actor)
    submission = open_submission(part, actor)
    words = (text.strip(), gap_note.strip())
    if proofs or words != (submission.text, submission.gap_note):
        submission.state, submission.signoff_by = SubmissionState.DRAFT, None
    submission.text, submission.gap_note = words
    submission.signoff_sheet = signoff_sheet or submission.signoff_sheet
    submission.save()
    for evidence, material in proofs or []:
        kept, made = SubmissionEvidence.objects.get_or_create(
            submission=submission,
            evidence=evidence,
            defaults={"material": material, "reused": evidence.submissions.exists()},
        )
        if not made and material is not None and kept.material_id != material.pk:
            kept.material = material
            kept.save(update_fields=["material"])
    return submission


@transaction.atomic
def drop_proof(part_id: int, evidence_id: int, *, actor: Seat) -> None:
    """Take a proof out of the draft; the evidence itself stays in the unit's catalogue."""
    submission = open_submission(_writable(part_id, actor), actor)
    if submission.proofs.filter(evidence_id=evidence_id).delete()[0]:
        submission.state, submission.signoff_by = SubmissionState.DRAFT, None
        submission.save(update_fields=["state", "signoff_by"])


@transaction.atomic
def send_for_signoff(part_id: int, *, actor: Seat) -> Submission:
    """线上审签: put the draft before the unit's head or deputy."""
    part = _writable(part_id, actor)
    submission = part.submissions.filter(state=SubmissionState.DRAFT).first()
    if submission is None or not submission.text:
        raise Refused("请先填写完成情况，再送本单位负责人审签。")
    submission.state = SubmissionState.FOR_SIGNOFF
    submission.save(update_fields=["state"])
    return submission


@transaction.atomic
def recall_signoff(part_id: int, *, actor: Seat) -> Submission:
    """Take the draft back from the unit's head: it needs no sign-off, or will be changed first."""
    part = _writable(part_id, actor)
    submission = part.submissions.filter(state=SubmissionState.FOR_SIGNOFF).first()
    if submission is None:
        raise Conflict("没有待审签的报送，请刷新后查看。")
    submission.state, submission.signoff_by = SubmissionState.DRAFT, None
    submission.save(update_fields=["state", "signoff_by"])
    return submission


@transaction.atomic
def sign_off(part_id: int, *, actor: Seat) -> Submission:
    """Agree as head or deputy of the unit; the hand-in itself is `workflow.submit`."""
    part = _writable(part_id, actor)
    if actor.role not in (Role.UNIT_HEAD, Role.UNIT_DEPUTY):
        raise Forbidden("请由本单位主要负责人或分管负责人审签。")
    submission = part.submissions.filter(state=SubmissionState.FOR_SIGNOFF).first()
    if submission is None:
        raise Conflict("没有待审签的报送，请刷新后查看。")
    submission.signoff_by = actor.membership
    submission.save(update_fields=["signoff_by"])
    return submission


def _writable(part_id: int, actor: Seat) -> Assignment:
    part = lock_part(part_id)
    if part.unit_id not in actor.unit_ids:
        raise Forbidden("只能填写本单位的报送。")
    if part.state not in WRITABLE:
        raise Conflict(f"这项分工现为“{part.get_state_display()}”，不能再填写报送。")
    return part
