"""A hand-in before it is handed in: draft, 线上审签, 上传审签表."""

import json
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from indicators.models import Evidence
from indicators.policies import require_use
from tasks.choices import PartState, SubmissionState
from tasks.models import Assignment, Submission
from tasks.policies import require_own, require_sign
from tasks.services.history import record_staying
from tasks.services.workflow import lock_part
from tasks.services.workflow.submissions import (
    UNSENT,
    Proof,
    fill,
    open_submission,
    undo_signoff,
)
from units.access import Seat
from units.errors import Conflict, Refused

WRITABLE = (PartState.PENDING, PartState.ACTIVE, PartState.RETURNED)
OVERTAKEN = (
    "您打开本页以后，这份草稿又改过（本单位其他同志，或者您在另一个窗口），您这次填写的还没有保存。"
    "请对照下面已保存的文字，合并后再存或报送。"
)
NOTHING = "没有待审签的报送，请刷新后查看。"


@transaction.atomic
def save_draft(
    part_id: int,
    *,
    actor: Seat,
    text: str,
    gap_note: str = "",
    proofs: Collection[Proof] = (),
    signoff_sheet: Evidence | None = None,
    seen: str = "",
) -> Submission:
    """Keep what has been typed and chosen so far; nothing is handed in.

    `seen` is the `draft_mark` of the draft the person began from ("": not asked). Raises Conflict
    when its words have changed since, by a colleague or in another window of one's own, and
    Refused when it would change what lies before the unit's head: that is taken back first. A
    change by the head undoes a sign-off given before.
    """
    part = _writable(part_id, actor)
    if overwrites(part, seen=seen, text=text, gap_note=gap_note):
        raise Conflict(OVERTAKEN)
    submission = open_submission(part, actor)
    fill(submission, actor=actor, text=text, gap_note=gap_note, proofs=proofs)
    if signoff_sheet is not None:
        require_use(part.unit, signoff_sheet)
        submission.signoff_sheet = signoff_sheet
    submission.save()
    return submission


def open_draft(part: Assignment) -> Submission | None:
    """Return the draft of the part that is not handed in yet, if there is one."""
    return part.submissions.filter(state__in=UNSENT).first()


def draft_mark(draft: Submission | None) -> str:
    """Return what tells one state of the draft's words from another: 16 hexadecimal digits."""
    words = [draft.text, draft.gap_note] if draft else ["", ""]
    return sha256(json.dumps(words).encode()).hexdigest()[:16]


def overwrites(part: Assignment, *, seen: str, text: str, gap_note: str) -> bool:
    """Return whether these words would replace others that the person has never seen."""
    draft = open_draft(part)
    if not seen or draft is None or seen == draft_mark(draft):
        return False
    return (_plain(text), _plain(gap_note)) != (draft.text, draft.gap_note)


def _plain(text: str) -> str:
    return "\n".join(text.splitlines()).strip()


@transaction.atomic
def drop_proof(part_id: int, evidence_id: int, *, actor: Seat) -> None:
    """Take a proof out of the draft; the evidence itself stays in the unit's catalogue."""
    submission = open_submission(_writable(part_id, actor), actor)
    if submission.proofs.filter(evidence_id=evidence_id).delete()[0]:
        undo_signoff(submission, actor)
        submission.save(update_fields=["state", "signoff_by"])


@transaction.atomic
def send_for_signoff(part_id: int, *, actor: Seat, now: datetime) -> Submission:
    """线上审签: put the draft before the unit's head or deputy."""
    part = _writable(part_id, actor)
    submission = part.submissions.filter(state=SubmissionState.DRAFT).first()
    if submission is None or not submission.text:
        raise Refused("请先填写完成情况，再送本单位负责人审签。")
    submission.state = SubmissionState.FOR_SIGNOFF
    submission.save(update_fields=["state"])
    record_staying(part, "signoff_send", actor=actor, now=now)
    return submission


@transaction.atomic
def recall_signoff(part_id: int, *, actor: Seat, now: datetime) -> Submission:
    """Take the draft back from the unit's head: it needs no sign-off, or will be changed first."""
    part = _writable(part_id, actor)
    submission = part.submissions.filter(state=SubmissionState.FOR_SIGNOFF).first()
    if submission is None:
        raise Conflict(NOTHING)
    submission.state, submission.signoff_by = SubmissionState.DRAFT, None
    submission.save(update_fields=["state", "signoff_by"])
    record_staying(part, "signoff_recall", actor=actor, now=now)
    return submission


@transaction.atomic
def sign_off(part_id: int, *, actor: Seat, now: datetime) -> Submission:
    """Agree as head or deputy of the unit; a colleague hands it in by `workflow.submit`.

    A head may agree to a draft that nobody has put before them: it then counts as sent.
    """
    part = _writable(part_id, actor)
    require_sign(actor)
    submission = part.submissions.filter(state__in=UNSENT).exclude(text="").first()
    if submission is None:
        raise Conflict(NOTHING)
    submission.state, submission.signoff_by = SubmissionState.FOR_SIGNOFF, actor.membership
    submission.save(update_fields=["state", "signoff_by"])
    record_staying(part, "signoff_sign", actor=actor, now=now)
    return submission


def _writable(part_id: int, actor: Seat) -> Assignment:
    part = lock_part(part_id)
    require_own(actor, part, "填写报送")
    if part.state not in WRITABLE:
        raise Conflict(f"这项分工现为“{part.get_state_display()}”，不能再填写报送。")
    return part
