"""编号印发: one transaction that numbers, freezes, moves the parts and tells the people."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from reports import policies
from reports.choices import HANDS_OVER, ItemOutcome, LetterKind, LetterState
from reports.docx import render
from reports.docx.frozen import to_json
from reports.docx.snapshot import TEMPLATE_VERSION
from reports.letters.acts import STATES
from reports.models import Letter, LetterItem
from reports.services.ladder.limits import drop_what_rests, limit_at_issue
from reports.services.letters.building import snapshot_of
from reports.services.letters.numbering import code_of, take
from reports.services.letters.past_dates import refuse_unconfirmed, unconfirmed
from reports.services.letters.receivers import unit_people
from reports.services.letters.signing import refuse_broken
from tasks.choices import OWED_STATES, PartState
from tasks.models import Assignment
from tasks.services import workflow
from units.access import Seat
from units.clock import local_date
from units.dispatch import kick
from units.errors import Conflict, Refused
from units.faults import fault
from units.services.audit import record_audit
from units.services.inbox import post


def issue(
    letter_id: int,
    *,
    actor: Seat,
    now: datetime,
    number: int | None = None,
    gap_confirmed: bool = False,
    past_confirmed: Collection[int] = (),
) -> Letter:
    """Number and issue a signed letter; the file is made after commit (文件生成中 until then).

    The dry render outside the transaction finds what would fail while nothing is locked. Parts no
    longer owed drop out with a note; if none is left the letter is refused. `past_confirmed` are
    ids of tasks whose date has passed since the draft and that are handed over all the same.
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
        return _issue(
            letter_id,
            actor,
            now,
            number,
            gap_confirmed=gap_confirmed,
            past_confirmed=past_confirmed,
        )


def _issue(
    letter_id: int,
    actor: Seat,
    now: datetime,
    number: int | None,
    *,
    gap_confirmed: bool,
    past_confirmed: Collection[int],
) -> Letter:
    # Locks: tasks ascending, then the letter, then its series.
    item_ids = list(
        LetterItem.objects.filter(letter_id=letter_id).values_list("assignment_id", flat=True)
    )
    workflow.lock_tasks(
        Assignment.objects.filter(pk__in=item_ids).values_list("task_id", flat=True)
    )
    letter: Letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("county", "unit")
        .get(pk=letter_id)
    )
    if letter.state not in STATES["issue"]:
        raise Conflict(f"文书“{letter.title}”现为“{letter.get_state_display()}”，请刷新后查看。")
    today = local_date(now)
    _settle_items(letter, item_ids, actor, now, past_confirmed)
    letter.answer_by = limit_at_issue(letter, today=today)
    taken = take(
        county=letter.county,
        code=code_of(letter),
        issued_on=today,
        letter=letter,
        typed=number,
        gap_confirmed=gap_confirmed,
    )
    fault("after_number")
    letter.snapshot = to_json(
        snapshot_of(letter, today=today, number=taken.text, signed_on=letter.signed_on)
    )
    letter.template_version = str(TEMPLATE_VERSION)
    letter.number_text, letter.state = taken.text, LetterState.ISSUED
    letter.issued_on, letter.issued_at = today, now
    letter.version += 1
    letter.save()
    record_audit(actor=actor, action="letter.issue", obj=letter, now=now)
    _tell(letter, now)
    kick("reports.render_letter", letter_id=letter.pk)
    return letter


def _settle_items(
    letter: Letter,
    part_ids: list[int],
    actor: Seat,
    now: datetime,
    past_confirmed: Collection[int],
) -> None:
    if not part_ids:
        return
    resting: dict[int, str] = {}
    if letter.kind in HANDS_OVER:
        drafts = Assignment.objects.filter(pk__in=part_ids, state=PartState.DRAFT)
        late = unconfirmed(letter, drafts.select_related("task"), local_date(now))
        refuse_unconfirmed(late, past_confirmed)
        done = workflow.issue(
            part_ids,
            actor=actor,
            now=now,
            words=f"{letter.get_kind_display()}“{letter.title}”",
            past_dates_confirmed=True,  # each of them, just before
        )
        included = set(done.included)
    else:
        resting = drop_what_rests(letter)
        owed = Assignment.objects.filter(pk__in=part_ids, state__in=OWED_STATES)
        included = set(owed.exclude(pk__in=resting).values_list("pk", flat=True))
    items = LetterItem.objects.filter(letter=letter)
    dropped = [
        _dropped(item, resting)
        for item in items.exclude(assignment_id__in=included).select_related("assignment")
    ]
    if not included:
        reasons = "、".join(dict.fromkeys(item.note for item in dropped))
        raise Refused(f"所列事项现在都不需要列入（{reasons}），请停止发出这份文书。")
    items.filter(assignment_id__in=included).update(outcome=ItemOutcome.INCLUDED)
    LetterItem.objects.bulk_update(dropped, ["outcome", "note"])


def _dropped(item: LetterItem, resting: Mapping[int, str]) -> LetterItem:
    """Return the item as left out, with what its part was at the issue."""
    part = item.assignment
    item.outcome, item.note = ItemOutcome.DROPPED, f"印发时为“{part.get_state_display()}”"
    if part.state in OWED_STATES:
        item.note = resting.get(part.pk, item.note)
    return item


def _tell(letter: Letter, now: datetime) -> None:
    seats = unit_people(letter, today=local_date(now))
    post(
        people_memberships=seats,
        effect=f"letter.{letter.pk}.issued",
        title=f"收到{letter.get_kind_display()}：{letter.title}（{letter.number_text}）",
        path=f"/letters/{letter.pk}/",
        now=now,
    )
