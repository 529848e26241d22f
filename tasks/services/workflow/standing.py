"""暂缓, 恢复, 取消, 无需办理 and 重新办理: acts of the office on a part as it stands."""

from datetime import date, datetime

from django.db import transaction

from tasks.choices import OWED_STATES, PartState, SubmissionState
from tasks.models import Assignment
from tasks.services.far_days import refuse_far
from tasks.services.proving import unprove
from tasks.services.workflow.leading import point_to_lead
from tasks.services.workflow.machine import begin, dated, end_part, move
from tasks.services.workflow.redo import redo_date
from tasks.services.workflow.submissions import take_up
from units.access import Actor
from units.calendar import calendar
from units.clock import local_date
from units.errors import Refused
from units.words import free_words, need_words

DATE_PASSED = "原时限已经过了，请填写新的时限。"
LONG_TERM = "长期任务不设时限，请清空新的时限。"


@transaction.atomic
def suspend(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    expected_version: int | None = None,
) -> Assignment:
    """暂缓办理: the clock stands still until 恢复办理."""
    part = begin("suspend", part_id, actor=actor, expected_version=expected_version)
    words = need_words(reason, "暂缓办理的原因")
    # `state_before` stays: a hand-in under review can still be taken back after 恢复办理.
    move(
        part,
        "suspend",
        PartState.SUSPENDED,
        actor=actor,
        now=now,
        words=words,
        suspended_from=part.state,
    )
    return part


@transaction.atomic
def resume(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    due_on: date | None = None,
    expected_version: int | None = None,
) -> Assignment:
    """恢复办理 to the state before; `due_on` sets a new agreed date if the old one cannot stand.

    What is owed and whose date has passed meanwhile needs one: the clock stood still (rule 8).
    """
    part = begin("resume", part_id, actor=actor, expected_version=expected_version)
    words = need_words(reason, "恢复办理的原因")
    if due_on is not None and part.long_term:
        raise Refused(LONG_TERM, fields={"due_on": LONG_TERM})
    today = local_date(now)
    if due_on is not None and due_on < today:
        raise Refused("新的时限不能早于今天。", fields={"due_on": "请选择今天或以后的日期。"})
    if due_on is None and part.suspended_from in OWED_STATES and _date_passed(part, today):
        raise Refused(DATE_PASSED, fields={"due_on": DATE_PASSED})
    refuse_far(due_on, part.campaign, today=today, field="due_on")
    fields = dated(due_on, None) if due_on else {}
    move(
        part,
        "resume",
        part.suspended_from,
        actor=actor,
        now=now,
        words=words,
        suspended_from="",
        **fields,
    )
    return part


def _date_passed(part: Assignment, today: date) -> bool:
    """Return whether the last day of the date in force lies behind."""
    return part.due_on is not None and calendar().effective(part.due_on) < today


@transaction.atomic
def cancel(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    expected_version: int | None = None,
) -> Assignment:
    """取消交办 of one part; what answered to it moves to the next lead or the office."""
    part = begin("cancel", part_id, actor=actor, expected_version=expected_version)
    words = need_words(reason, "取消交办的原因")
    end_part(part, "cancel", PartState.CANCELLED, actor=actor, now=now, words=words)
    point_to_lead(part.task, actor=actor, now=now)
    return part


@transaction.atomic
def release(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Assignment:
    """无需办理: an open part that does not block; what answered to it moves as in `cancel`."""
    part = begin("release", part_id, actor=actor, expected_version=expected_version)
    if part.blocking:
        raise Refused(f"{part.unit.short}的分工须办结，不能标为无需办理；如不再需要，请取消交办。")
    words = free_words(reason, "无需办理的原因", "reason")
    end_part(part, "release", PartState.RELEASED, actor=actor, now=now, words=words)
    point_to_lead(part.task, actor=actor, now=now)
    return part


@transaction.atomic
def reopen(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    redo_by: date | None = None,
    expected_version: int | None = None,
) -> Assignment:
    """重新办理 of an accepted part, with a redo date as for a return (rule 8)."""
    part = begin("reopen", part_id, actor=actor, expected_version=expected_version)
    open_again(part, actor=actor, now=now, reason=reason, redo_by=redo_by)
    return part


def open_again(
    part: Assignment, *, actor: Actor, now: datetime, reason: str, redo_by: date | None
) -> None:
    """Reopen a locked accepted part; its proof no longer counts as accepted."""
    words = need_words(reason, "重新办理的原因")
    redone = None if part.long_term else redo_date(part, redo_by, local_date(now))
    move(
        part,
        "reopen",
        PartState.ACTIVE,
        actor=actor,
        now=now,
        words=words,
        accepted_on=None,
        handed_in_on=None,
        **dated(part.agreed_due_on, redone),
    )
    submission = part.submissions.filter(state=SubmissionState.ACCEPTED).order_by("-n").first()
    if submission:
        submission.state = SubmissionState.RETURNED
        submission.save(update_fields=["state"])
        proofs = submission.proofs.values_list("evidence_id", flat=True)
        unprove(part.task, part.task.indicators.all(), proofs)
    take_up(part)
