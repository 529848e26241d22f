"""编号印发: one transaction that numbers, freezes, moves the parts and tells the people."""

from datetime import datetime

from django.db import transaction

from reports import policies
from reports.choices import HANDS_OVER, ItemOutcome, LetterKind, Urgency
from reports.docx import render
from reports.docx.frozen import to_json
from reports.docx.snapshot import TEMPLATE_VERSION
from reports.models import Letter, LetterItem
from reports.services.letters.building import parts_of, snapshot_of
from reports.services.letters.freezing import (
    AGAIN,
    refuse_outdated,
    tasks_due_on_issue,
    text_hash,
)
from reports.services.letters.machine import begin, move
from reports.services.letters.numbering import code_of, take
from reports.services.letters.past_dates import give_new_dates
from reports.services.letters.receivers import readers
from reports.services.letters.signing import refuse_broken
from reports.services.notices.composing import naming_of
from tasks.models import Assignment
from tasks.services import workflow
from tasks.services.history import record
from units.access import Seat
from units.clock import local_date
from units.dispatch import kick
from units.errors import Refused
from units.faults import fault
from units.services.inbox import post


def issue(
    letter_id: int,
    *,
    actor: Seat,
    now: datetime,
    number: int | None = None,
    gap_confirmed: bool = False,
) -> Letter:
    """Number and issue a signed letter; the file is made after commit (文件生成中 until then).

    The dry render outside the transaction finds what would fail while nothing is locked. What was
    signed goes out as it was signed: a letter that is no longer true is refused (rule 3).
    Raises Refused, Forbidden or Conflict; nothing is changed then.
    """
    letter = Letter.objects.select_related("county", "unit").get(pk=letter_id)
    policies.require(actor, "issue", letter)
    if letter.kind == LetterKind.REMINDER:
        raise Refused("工作提醒不编号、不印发，可直接打印。")
    today = local_date(now)
    refuse_broken(letter, today=today)
    render(snapshot_of(letter, today=today, number=f"示例〔{today.year}〕1号", signed_on=today))
    with transaction.atomic():
        return _issue(letter_id, actor, now, number, gap_confirmed=gap_confirmed)


def _issue(
    letter_id: int,
    actor: Seat,
    now: datetime,
    number: int | None,
    *,
    gap_confirmed: bool,
) -> Letter:
    # Locks: tasks ascending, then the letter, then its series.
    item_ids = list(
        LetterItem.objects.filter(letter_id=letter_id).values_list("assignment_id", flat=True)
    )
    workflow.lock_tasks(
        Assignment.objects.filter(pk__in=item_ids).values_list("task_id", flat=True)
    )
    letter = begin("issue", letter_id, actor=actor)
    today = local_date(now)
    refuse_outdated(letter, today=today)
    taken = take(
        county=letter.county,
        code=code_of(letter),
        issued_on=today,
        letter=letter,
        typed=number,
        gap_confirmed=gap_confirmed,
    )
    fault("after_number")
    letter.number_text = taken.text
    _carry_out(letter, actor, now)
    numbered = snapshot_of(letter, today=today, number=taken.text, signed_on=letter.signed_on)
    move(
        letter,
        "issue",
        actor=actor,
        now=now,
        snapshot=to_json(numbered),
        frozen_sha256=text_hash(numbered),
        template_version=str(TEMPLATE_VERSION),
        issued_on=today,
        issued_at=now,
    )
    _tell(letter, now)
    kick("reports.render_letter", letter_id=letter.pk)
    return letter


def _carry_out(letter: Letter, actor: Seat, now: datetime) -> None:
    """Do to the parts what the letter says of them; their history says that it went out (rule 11)."""
    words = f"{letter.get_kind_display()}“{letter.title}”（{letter.number_text}）"
    parts = parts_of(letter) if letter.kind != LetterKind.NOTICE else _named_in(letter, now)
    if letter.kind in HANDS_OVER:
        today = local_date(now)
        give_new_dates(
            parts, dict.fromkeys(tasks_due_on_issue(letter), today), actor=actor, now=now
        )
        done = workflow.issue(
            [part.pk for part in parts],
            actor=actor,
            now=now,
            words=words,
            past_dates_confirmed=True,  # refused just before, where it was not
        )
        if done.dropped:
            raise Refused(f"所列任务中有{len(done.dropped)}项已不能交办，{AGAIN}。")
    else:
        for part in parts:
            record(
                task=part.task,
                part=part,
                action="letter",
                actor=actor,
                now=now,
                words=words,
                data={"letter": letter.pk},
            )
    letter.items.exclude(outcome=ItemOutcome.DROPPED).update(outcome=ItemOutcome.INCLUDED)


def _named_in(letter: Letter, now: datetime) -> list[Assignment]:
    """Return the parts that a 通报 names."""
    named = naming_of(letter.notice, today=local_date(now)).named
    rows = Assignment.objects.filter(pk__in=[fact["part_id"] for fact in named])
    return list(rows.select_related("task").order_by("pk"))


def _tell(letter: Letter, now: datetime) -> None:
    seats = readers(letter, today=local_date(now))
    mark = f"【{letter.urgency}】" if letter.urgency else ""
    said = "提请督办" if letter.is_referral else f"收到{letter.get_kind_display()}"
    post(
        people_memberships=seats,
        effect=f"letter.{letter.pk}.issued",
        title=f"{mark}{said}：{letter.title}（{letter.number_text}）",
        path=f"/{'referrals' if letter.is_referral else 'letters'}/{letter.pk}/",
        now=now,
        urgent=letter.urgency == Urgency.MOST_URGENT,  # does not wait for the digest (rule 1)
    )
