"""What is signed is what goes out (rule 3): brought up to date, then frozen, before the signature.

A letter is frozen when it is checked, and again when it is sent: the paper that is signed 线下 may
be printed after either. A 通报 keeps its figures and is frozen when it is sent. The issue adds
number and day only, and refuses a letter that no longer says what is true.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from reports.choices import HANDS_OVER, SECTIONED, ItemOutcome, LetterKind, LetterState
from reports.docx.frozen import from_json, to_json
from reports.docx.snapshot import LetterSnapshot
from reports.letters.compose import has_receipt
from reports.models import Letter, LetterItem
from reports.services.ladder.limits import forget_resting, limit_as_of, resting
from reports.services.letters.building import due_on_issue, fresh, parts_of, snapshot_of
from reports.services.letters.past_dates import unconfirmed
from reports.services.notices.composing import keep_named
from tasks.choices import OWED_STATES, PartState
from tasks.models import Assignment
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Refused

# Kinds that say what stood when their figures were taken: no part drops out of them.
_OF_FIGURES = (LetterKind.NOTICE, *SECTIONED)
AGAIN = "请由负责人退稿，重新核稿送签"


def bring_up_to_date(letter: Letter, *, today: date) -> None:
    """Leave out what is no longer owed and count the limit from today; the letter is not saved.

    Text frozen before is given up. Raises Refused where nothing is left, or a limit or the date of
    a task has passed.
    """
    thaw(letter)
    if letter.kind in _OF_FIGURES:
        return
    _drop(letter)
    limit = limit_as_of(letter, today=today)
    if limit != letter.answer_by and letter.answer_by:
        letter.limit_before = letter.limit_before or letter.answer_by
        letter.answer_by, letter.limit_counted_from = limit, today
    _refuse_passed(letter, today, "请先在“修改文字”中改定限期", "请先到任务页改定时限")


def freeze(letter: Letter, *, now: datetime) -> None:
    """Freeze the text as it stands today, with its hash; the letter itself is not saved."""
    today = local_date(now)
    if letter.kind == LetterKind.NOTICE:
        keep_named(letter.notice, today=today)
    else:
        late = due_on_issue(letter, parts_of(letter), today)
        if late:
            letter.items.filter(assignment__task__in=late).update(due_on_issue=True)
    snapshot = snapshot_of(letter, today=today)
    letter.snapshot = to_json(snapshot)
    letter.frozen_on, letter.frozen_sha256 = today, text_hash(snapshot)


def thaw(letter: Letter) -> None:
    """Give up the frozen text, so that it may be changed again; the letter itself is not saved."""
    letter.snapshot = letter.frozen_on = None
    letter.frozen_sha256 = ""
    letter.items.filter(due_on_issue=True).update(due_on_issue=False)


def tasks_due_on_issue(letter: Letter) -> set[int]:
    """Return the ids of the tasks that the frozen text hands over as due on the day of issue."""
    return set(letter.items.filter(due_on_issue=True).values_list("assignment__task", flat=True))


def text_hash(snapshot: LetterSnapshot) -> str:
    """Return the SHA-256, in hex, of a document without what signature and issue add."""
    bare = replace(snapshot, number=None, date=None, printed_on=None)
    words = json.dumps(to_json(bare), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def refuse_outdated(letter: Letter, *, today: date) -> None:
    """Raise Refused when the signed text is not the frozen one, or is no longer true.

    Call it in the transaction of the issue, with the tasks locked.
    """
    if letter.snapshot is None or letter.frozen_on is None:
        raise Refused(f"这份文书送签时没有留存正文，{AGAIN}。")
    frozen = from_json(letter.frozen)
    if text_hash(frozen) != letter.frozen_sha256:
        raise Refused(f"正文与签发时留存的不一致，{AGAIN}。")
    if letter.kind in _OF_FIGURES:
        return
    gone = _gone(letter, parts_of(letter))
    if gone:
        raise Refused(f"所列事项有变化（{'、'.join(dict.fromkeys(gone.values()))}），{AGAIN}。")
    _refuse_passed(letter, today, AGAIN, AGAIN)
    now_ = fresh(
        letter,
        today=letter.frozen_on,
        answer_by=letter.answer_by,
        on_issue=tasks_due_on_issue(letter),
        answers_on_paper=has_receipt(frozen),
    )
    if (now_.blocks, now_.annexes) != (frozen.blocks, frozen.annexes):
        raise Refused(f"送签以后任务的内容或者时限有改动，与签发的文字不一致，{AGAIN}。")


def wanted_states(kind: str) -> Collection[PartState]:
    """Return the states in which a part belongs into a letter of `kind` that is not out yet."""
    return (PartState.DRAFT,) if kind in HANDS_OVER else OWED_STATES


def moved_limit(letter: Letter, *, today: date) -> tuple[date, date] | None:
    """Return the limit before and the one it has, or gets when sent today; None if not counted anew."""
    settled = letter.state in (LetterState.FOR_SIGNATURE, LetterState.SIGNED)
    limit = letter.answer_by if settled else limit_as_of(letter, today=today)
    before = letter.limit_before or letter.answer_by
    return (before, limit) if before and limit and before != limit else None


def _drop(letter: Letter) -> None:
    """Mark the items that are no longer owed; Refused if none is left."""
    parts = parts_of(letter)
    gone = _gone(letter, parts)
    if parts and len(gone) == len(parts):
        reasons = "、".join(dict.fromkeys(gone.values()))
        raise Refused(f"所列事项现在都不需要列入（{reasons}），请停止发出这份文书。")
    items = list(letter.items.filter(assignment_id__in=gone))
    for item in items:
        item.outcome, item.note = ItemOutcome.DROPPED, gone[item.assignment_id]
    LetterItem.objects.bulk_update(items, ["outcome", "note"])
    forget_resting(letter)


def _gone(letter: Letter, parts: Iterable[Assignment]) -> dict[int, str]:
    """Return why parts do not belong into the letter any more, by part id."""
    rests = resting(letter)
    wanted = wanted_states(letter.kind)
    reasons = {
        part.pk: rests.get(part.pk, "")
        if part.state in wanted
        else f"已为“{part.get_state_display()}”"
        for part in parts
    }
    return {part_id: reason for part_id, reason in reasons.items() if reason}


def _refuse_passed(letter: Letter, today: date, for_limit: str, for_task: str) -> None:
    """Raise Refused, with the way out, where the limit or the date of a task has passed."""
    if letter.answer_by and letter.answer_by < today:
        raise Refused(f"文中限期{day_cn(letter.answer_by)}已过，{for_limit}。")
    if letter.kind in HANDS_OVER:
        late = unconfirmed(letter, parts_of(letter), today)
        if late:
            numbers = "、".join(task.number or f"“{task.title}”" for task in late)
            raise Refused(f"任务{numbers}的时限已过，{for_task}。")
