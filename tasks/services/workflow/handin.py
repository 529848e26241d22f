"""报送 and 撤回, by the unit or registered for it by the office (代为登记)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tasks.choices import PartRole, PartState, SubmissionState
from tasks.models import Assignment, Submission
from tasks.policies import may_sign
from tasks.services.workflow.handover import receive
from tasks.services.workflow.leading import let_read, take_back
from tasks.services.workflow.machine import begin, drop_request, move
from tasks.services.workflow.materials import missing_materials
from tasks.services.workflow.submissions import (
    Proof,
    fill,
    open_submission,
    put_aside,
    take_up,
)
from units.access import Actor
from units.calendar import calendar
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Refused
from units.words import free_words, need_words

NO_SOURCE = "收到日期在今天以前，请填写来源说明：当时由谁、以什么方式送来，例如“联络员11月3日微信发来照片”。"
IN_STATES = frozenset({PartState.SUBMITTED, PartState.ACCEPTED})


@transaction.atomic
def submit(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    text: str,
    proofs: Collection[Proof] = (),
    gap_note: str = "",
    received_on: date | None = None,
    received_from: str = "",
    expected_version: int | None = None,
) -> Submission:
    """Hand the part in; from 待签收 this is 签收并报送 in one step.

    The office registers on behalf of a unit with the day of receipt, which is the one that
    counts (rule 8). A lead hands in when its blocking parts are in and every ticked material has
    a proof, else with `gap_note`. Raises Refused with what is missing.
    """
    part = begin("submit", part_id, actor=actor, expected_version=expected_version)
    need_words(text, "完成情况", "text")
    on_behalf = part.unit_id not in getattr(actor, "unit_ids", ())
    source = free_words(received_from, "来源说明", "received_from")
    handed_in_on = _day_counted(part, on_behalf=on_behalf, received_on=received_on, now=now)
    if on_behalf and not source and handed_in_on < local_date(now):
        # The day of receipt decides whether the unit was late: the reviewer must see the ground.
        raise Refused(NO_SOURCE, fields={"received_from": NO_SOURCE})
    if part.state == PartState.PENDING:
        receive(part, actor=actor, now=now)
    if on_behalf:
        put_aside(part)
    submission = open_submission(part, actor)
    fill(submission, actor=actor, text=text, gap_note=gap_note, proofs=proofs)
    if not on_behalf:
        _check_signoff(submission, actor)
    _check_complete(part, submission.gap_note)
    submission.state = SubmissionState.HANDED_IN
    submission.handed_in_by, submission.handed_in_at = actor.membership, now
    submission.on_behalf = on_behalf
    submission.received_on = received_on if on_behalf else None
    submission.received_from = source if on_behalf else ""
    submission.save()
    if part.answers_to is not None:
        let_read(part.submissions.filter(pk=submission.pk), part.answers_to, now)
    move(
        part,
        "submit",
        PartState.SUBMITTED,
        actor=actor,
        now=now,
        words=_words(submission),
        data={"submission": submission.n},
        state_before=part.state,
        handed_in_on=handed_in_on,
        **_first_time(part, handed_in_on),
    )
    drop_request(part, actor=actor, now=now, words="已报送，申请随之撤回")
    return submission


@transaction.atomic
def withdraw(
    part_id: int, *, actor: Actor, now: datetime, expected_version: int | None = None
) -> Assignment:
    """撤回 while nobody has begun to review: back to the state before, the text kept as draft.

    A sign-off was for what went out; the draft needs its own.
    """
    part = begin("withdraw", part_id, actor=actor, expected_version=expected_version)
    submission = part.submissions.get(state=SubmissionState.HANDED_IN)
    if submission.review_began_at:
        raise Refused("审核已经开始，不能撤回；如需更正，请联系审核人退回修改。")
    if submission.on_behalf:
        # Not the unit's words: they stay in the history, and its own draft comes back.
        submission.state = SubmissionState.WITHDRAWN
    else:
        submission.state = SubmissionState.DRAFT
        submission.handed_in_by = submission.handed_in_at = submission.signoff_by = None
    submission.save()
    if part.answers_to is not None:
        take_back(part, part.answers_to)
    take_up(part)
    never_judged = not part.submissions.filter(reviewed_at__isnull=False).exists()
    first: dict[str, Any] = (
        {"first_handed_in_on": None, "first_due_on": None} if never_judged else {}
    )
    move(
        part,
        "withdraw",
        part.state_before or PartState.ACTIVE,
        actor=actor,
        now=now,
        handed_in_on=None,
        state_before="",
        **first,
    )
    return part


def _day_counted(
    part: Assignment, *, on_behalf: bool, received_on: date | None, now: datetime
) -> date:
    today = local_date(now)
    if not on_behalf:
        return today
    if received_on is None:
        raise Refused("代为登记请填写收到日期。", fields={"received_on": "请填写收到日期。"})
    wrong = ""
    if received_on > today:
        wrong = "收到日期不能晚于今天。"
    elif part.issued_on and received_on < part.issued_on:
        wrong = f"收到日期不能早于交办之日（{day_cn(part.issued_on)}）。"
    if wrong:
        raise Refused(wrong, fields={"received_on": wrong})
    return received_on


def _check_signoff(submission: Submission, actor: Actor) -> None:
    """Hold what was put before the unit's head (线上审签) until it is signed; a head signs so."""
    if may_sign(actor):
        submission.signoff_by = actor.membership
    elif submission.state == SubmissionState.FOR_SIGNOFF and submission.signoff_by is None:
        raise Refused("这份报送正在等本单位负责人审签；如不再需要，请先存回草稿再报送。")


def _check_complete(part: Assignment, gap_note: str) -> None:
    if gap_note or part.role != PartRole.LEAD:
        return
    missing = missing_materials([part])[part.pk]
    waiting = waiting_for(part)
    said = [f"还缺材料：{'、'.join(missing)}"] if missing else []
    if waiting:
        said.append(f"尚未报送的单位：{'、'.join(p.unit.short for p in waiting)}")
    if said:
        raise Refused(
            f"{'；'.join(said)}。请补齐，或在“未齐说明”中写明原因后再报送。",
            fields={"gap_note": "请写明未齐的原因，或补齐后再报送。"},
        )


def waiting_for(part: Assignment) -> list[Assignment]:
    """Return the blocking parts answering to this lead that are not in yet (待××单位)."""
    rows = part.answering.filter(blocking=True).select_related("unit")
    done = IN_STATES | {PartState.CANCELLED, PartState.RELEASED, PartState.SUSPENDED}
    return [row for row in rows if row.state not in done]


def _first_time(part: Assignment, handed_in_on: date) -> dict[str, Any]:
    if part.first_handed_in_on:
        return {}
    last_day = calendar().effective(part.due_on) if part.due_on else None
    return {"first_handed_in_on": handed_in_on, "first_due_on": last_day}


def _words(submission: Submission) -> str:
    words = f"第 {submission.n} 次报送"
    if submission.on_behalf and submission.received_on:
        words += f"（代为登记，{day_cn(submission.received_on)}收到）"
    return words
