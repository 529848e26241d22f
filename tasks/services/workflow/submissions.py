"""The open hand-in of a part: what is written into it, and what that does to its sign-off."""

from collections.abc import Collection

from indicators.models import Evidence
from indicators.policies import require_use
from tasks.choices import SubmissionState
from tasks.models import Assignment, Submission, SubmissionEvidence, TaskMaterial
from tasks.policies import may_sign
from units.access import Actor
from units.errors import Refused
from units.policies import post_of
from units.words import free_words

# One proof and the ticked material it answers, if any.
Proof = tuple[Evidence, TaskMaterial | None]
UNSENT = (SubmissionState.DRAFT, SubmissionState.FOR_SIGNOFF)


def open_submission(part: Assignment, actor: Actor) -> Submission:
    """Return the one open draft of a locked part, started by the actor if there is none.

    A new one begins with the proofs that came back: nobody is asked for them twice (rule 1).
    """
    draft = part.submissions.filter(state__in=UNSENT).first()
    if draft:
        return draft
    handed_in = part.submissions.filter(handed_in_at__isnull=False).count()
    draft = Submission.objects.create(assignment=part, n=handed_in + 1, started_by=post_of(actor))
    _begin_with_what_came_back(draft)
    return draft


def put_aside(part: Assignment) -> None:
    """Keep the unit's own draft apart from what the office is going to register for it.

    It keeps the last number; `take_up` gives it back. A head's agreement to it is void.
    """
    draft = _aside(part) or part.submissions.filter(state__in=UNSENT).first()
    if draft is not None:
        draft.n += 1
        draft.state, draft.signoff_by = SubmissionState.WITHDRAWN, None
        draft.save(update_fields=["n", "state", "signoff_by"])


def take_up(part: Assignment) -> None:
    """Give the unit its own draft again once what was registered for it has come back."""
    draft = _aside(part)
    if draft is not None:
        draft.state = SubmissionState.DRAFT
        draft.save(update_fields=["state"])
        _begin_with_what_came_back(draft)


def _aside(part: Assignment) -> Submission | None:
    """Return the draft put aside: the only one of a living part withdrawn before any hand-in."""
    rows = part.submissions.filter(state=SubmissionState.WITHDRAWN, handed_in_at__isnull=True)
    return rows.first()


def _begin_with_what_came_back(draft: Submission) -> None:
    back = sent_back(draft.assignment)
    if back is not None:
        SubmissionEvidence.objects.bulk_create(
            (
                SubmissionEvidence(
                    submission=draft,
                    evidence_id=proof.evidence_id,
                    material_id=proof.material_id,
                    reused=proof.reused,
                )
                for proof in back.proofs.live()
            ),
            ignore_conflicts=True,
        )


def sent_back(part: Assignment) -> Submission | None:
    """Return the hand-in that came back last, whose proofs the next one begins with."""
    states = [SubmissionState.RETURNED, SubmissionState.ASKED_MORE]
    return part.submissions.filter(state__in=states).order_by("-n").first()


def fill(
    submission: Submission, *, actor: Actor, text: str, gap_note: str, proofs: Collection[Proof]
) -> None:
    """Write words and proofs into an open hand-in (words are saved by the caller).

    What lies before the unit's head, or was agreed to, is not changed behind that person's back:
    others take the draft back first. A change by a head, or by the office on behalf, undoes the
    sign-off: what was signed is not what stands there now.
    """
    before = (submission.text, submission.gap_note)
    submission.text = free_words(text, "完成情况", "text")
    submission.gap_note = free_words(gap_note, "未齐说明", "gap_note")
    changed = [_keep(submission, evidence, material) for evidence, material in proofs]
    if any(changed) or before != (submission.text, submission.gap_note):
        undo_signoff(submission, actor)


def undo_signoff(submission: Submission, actor: Actor) -> None:
    """Make the hand-in a plain draft again because its content changes (saved by the caller).

    Raises Refused while it lies before the unit's head and the actor is a colleague of theirs.
    """
    before_head = submission.state == SubmissionState.FOR_SIGNOFF
    own = submission.assignment.unit_id in getattr(actor, "unit_ids", ())
    if before_head and own and not may_sign(actor):
        raise Refused(
            "这份报送已送本单位负责人审签，不能直接修改；请先“取回草稿”，改好后再送审签。"
        )
    submission.state, submission.signoff_by = SubmissionState.DRAFT, None


def _keep(submission: Submission, evidence: Evidence, material: TaskMaterial | None) -> bool:
    """Put a proof into the hand-in or let it answer another material; return whether it did."""
    require_use(submission.assignment.unit, evidence)
    kept, made = SubmissionEvidence.objects.get_or_create(
        submission=submission,
        evidence=evidence,
        defaults={"material": material, "reused": evidence.submissions.exists()},
    )
    if made or material is None or kept.material_id == material.pk:
        return made
    kept.material = material
    kept.save(update_fields=["material"])
    return True
