"""审核: 请补充, 退回修改 and 审核通过."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from tasks.choices import PartState, ReturnReason, SubmissionState
from tasks.models import Assignment, Submission
from tasks.policies import is_self_review, standing_to
from tasks.reasons import reason_words, years_named
from tasks.services.proving import prove
from tasks.services.workflow.machine import begin, dated, lock_part, move
from tasks.services.workflow.redo import redo_date
from tasks.services.workflow.submissions import take_up
from tasks.transitions import Who
from units.access import Actor, Seat
from units.clock import local_date
from units.errors import Refused
from units.words import free_words, need_words


@transaction.atomic
def begin_review(part_id: int, *, actor: Seat, now: datetime) -> None:
    """Note that a reviewer has opened the hand-in: from now on the unit cannot withdraw it."""
    part = lock_part(part_id)
    if part.state != PartState.SUBMITTED or not (standing_to(actor, part) & _REVIEWERS):
        return
    part.submissions.filter(state=SubmissionState.HANDED_IN, review_began_at__isnull=True).exclude(
        handed_in_by__user=actor.user
    ).update(review_began_at=now)


_REVIEWERS = frozenset({Who.LEAD, Who.OFFICE})


@transaction.atomic
def ask_more(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reasons: Collection[str],
    note: str = "",
    redo_by: date | None = None,
    expected_version: int | None = None,
) -> Assignment:
    """请补充 by the lead: back to the unit, not counted as a return (rule 6)."""
    part = begin("ask_more", part_id, actor=actor, expected_version=expected_version)
    return _send_back(
        part, "ask_more", SubmissionState.ASKED_MORE, actor, now, reasons, note, redo_by, counted=0
    )


@transaction.atomic
def return_(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reasons: Collection[str],
    note: str = "",
    redo_by: date | None = None,
    in_place_reason: str = "",
    expected_version: int | None = None,
) -> Assignment:
    """退回修改 by the office, counted; in a lead's place only with a reason (rule 6)."""
    part = begin("return", part_id, actor=actor, expected_version=expected_version)
    _reason_in_place(part, in_place_reason)
    return _send_back(
        part, "return", SubmissionState.RETURNED, actor, now, reasons, note, redo_by, counted=1
    )


@transaction.atomic
def accept(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    in_place_reason: str = "",
    expected_version: int | None = None,
) -> Assignment:
    """审核通过 by the reviewer, who is never the person that handed it in.

    Where the reviewing body has nobody else, the acceptance stands and is shown as 自审.
    """
    part = begin("accept", part_id, actor=actor, expected_version=expected_version)
    as_lead = Who.LEAD in standing_to(actor, part)
    in_place = "" if as_lead else _reason_in_place(part, in_place_reason)
    note = free_words(note, "审核意见", "note")
    submission = part.submissions.get(state=SubmissionState.HANDED_IN)
    submission.self_review = is_self_review(submission, actor, now)
    _judged(submission, SubmissionState.ACCEPTED, actor, now, [], note)
    move(
        part,
        "accept",
        PartState.ACCEPTED,
        actor=actor,
        now=now,
        words="（自审）" * submission.self_review + (in_place or note),
        accepted_on=local_date(now),
        state_before="",
    )
    proofs = submission.proofs.values_list("evidence_id", flat=True)
    today = local_date(now)
    prove(part.task, part.task.indicators.all(), dict.fromkeys(proofs, today))
    return part


def _send_back(
    part: Assignment,
    action: str,
    verdict: str,
    actor: Actor,
    now: datetime,
    reasons: Collection[str],
    note: str,
    redo_by: date | None,
    *,
    counted: int,
) -> Assignment:
    note = free_words(note, "退回意见", "note")
    codes = _checked_reasons(reasons, note)
    today = local_date(now)
    redo_by = redo_date(part, redo_by, today)
    submission = part.submissions.get(state=SubmissionState.HANDED_IN)
    _judged(submission, verdict, actor, now, codes, note)
    take_up(part)
    move(
        part,
        action,
        PartState.RETURNED,
        actor=actor,
        now=now,
        words=reason_words(codes, note),
        state_before="",
        handed_in_on=None,
        return_count=part.return_count + counted,
        **dated(part.agreed_due_on, redo_by),
    )
    return part


def _checked_reasons(reasons: Collection[str], note: str) -> list[str]:
    codes = [code for code in ReturnReason.values if code in reasons]
    unknown = set(reasons) - set(codes)
    if unknown or not codes:
        raise Refused("请选择退回原因。", fields={"reasons": "请至少选择一项原因。"})
    if codes == [ReturnReason.OTHER]:
        need_words(note, "退回的具体原因", "note")
    if ReturnReason.YEAR_MISSING in codes and not years_named(note):
        wrong = "选了“缺××年度”，请在意见中写明缺哪个年度，例如：缺2024年度会议记录。"
        raise Refused(wrong, fields={"note": wrong})
    return codes


def _reason_in_place(part: Assignment, reason: str) -> str:
    if part.answers_to is None:
        return free_words(reason, "代为审核的原因", "in_place_reason")
    lead = part.answers_to.unit.short
    return need_words(reason, f"代{lead}审核的原因（这项分工由{lead}审核）", "in_place_reason")


def _judged(
    submission: Submission,
    verdict: str,
    actor: Actor,
    now: datetime,
    reasons: list[str],
    note: str,
) -> None:
    submission.state = verdict
    submission.reviewed_by, submission.reviewed_at = actor.membership, now
    submission.review_began_at = submission.review_began_at or now
    submission.reasons, submission.review_note = reasons, note
    submission.save()
