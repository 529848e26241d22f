"""延期: asked before the deadline, answered by the office (rule 10)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from indicators.models import Evidence
from indicators.policies import may_use
from tasks.choices import OWED_STATES, ExtensionState, PartState
from tasks.models import Assignment, Extension
from tasks.policies import require_office, require_own
from tasks.services.far_days import LONGEST
from tasks.services.history import record_staying
from tasks.services.workflow import lock_part, set_due
from units.access import Seat
from units.calendar import calendar
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Conflict, Refused
from units.policies import post_of
from units.words import free_words, need_words

NOT_OWN = "请使用本单位登记的、未移除的材料作为延期依据。"
MAY_ASK = OWED_STATES - {PartState.OBJECTED}


@transaction.atomic
def ask(
    part_id: int,
    *,
    actor: Seat,
    now: datetime,
    reason: str,
    wanted_due_on: date,
    evidence: Evidence | None = None,
) -> Extension:
    """Ask for more time for an owed part of one's own, on or before its last day.

    `evidence` is the unit's own live proof of the reason (rule 10), such as a notice from above.
    """
    part = lock_part(part_id)
    require_own(actor, part, "申请延期")
    words = need_words(reason, "延期理由")
    if part.state not in MAY_ASK or part.due_on is None:
        raise Conflict(f"这项分工现为“{part.get_state_display()}”，不需要申请延期。")
    if local_date(now) > calendar().effective(part.due_on):
        raise Refused("时限已过，不能再申请延期；请尽快报送，或与依法治县办联系。")
    if wanted_due_on <= part.due_on:
        raise Refused(
            "申请的日期应晚于现行时限。", fields={"wanted_due_on": "请选择晚于现行时限的日期。"}
        )
    _refuse_too_late(part, wanted_due_on, "wanted_due_on")
    if part.extensions.filter(state=ExtensionState.ASKED).exists():
        raise Conflict("已有一项延期申请待答复，请等待答复或先撤回。")
    if evidence is not None and not may_use(part.unit, evidence):
        raise Refused(NOT_OWN, fields={"evidence": NOT_OWN})
    extension = Extension.objects.create(
        assignment=part,
        reason=words,
        old_due_on=part.due_on,
        wanted_due_on=wanted_due_on,
        evidence=evidence,
        asked_by=post_of(actor),
        asked_at=now,
    )
    record_staying(
        part,
        "extension_ask",
        actor=actor,
        now=now,
        words=f"申请延至{day_cn(wanted_due_on)}：{words}",
    )
    return extension


@transaction.atomic
def withdraw(extension_id: int, *, actor: Seat, now: datetime) -> Extension:
    """Take one's own request back while it is unanswered."""
    extension, part = _lock(extension_id)
    require_own(actor, part, "撤回延期申请")
    _decide(extension, ExtensionState.WITHDRAWN, actor, now, "")
    record_staying(part, "extension_withdraw", actor=actor, now=now)
    return extension


@transaction.atomic
def grant(
    extension_id: int, *, actor: Seat, now: datetime, due_on: date | None = None, note: str = ""
) -> Extension:
    """Agree, to the day asked for or another later one; the date in force moves in one place."""
    extension, part = _lock(extension_id)
    require_office(actor, part.task, "答复延期申请")
    granted = due_on or extension.wanted_due_on
    # The date may have moved since the day of asking: what counts is the one in force now.
    if part.due_on is not None and granted <= part.due_on:
        raise Refused("同意的日期应晚于现行时限。", fields={"due_on": "请选择晚于现行时限的日期。"})
    if granted < local_date(now):
        words = f"{day_cn(granted)}已经过了：请选择今天或以后的日期。"
        raise Refused(words, fields={"due_on": words})
    _refuse_too_late(part, granted, "due_on")
    extension.granted_due_on = granted
    said = free_words(note, "答复意见", "note")
    _decide(extension, ExtensionState.GRANTED, actor, now, said)
    words = f"同意延至{day_cn(granted)}" + (f"：{said}" if said else "")
    dates = {"redo_by": granted} if part.redo_by else {"agreed": granted}
    set_due(part, action="extension_grant", actor=actor, now=now, words=words, **dates)
    return extension


@transaction.atomic
def refuse(extension_id: int, *, actor: Seat, now: datetime, note: str) -> Extension:
    """Say no, with the reason; owed steps of the ladder resume."""
    extension, part = _lock(extension_id)
    require_office(actor, part.task, "答复延期申请")
    words = need_words(note, "不同意延期的理由", "note")
    _decide(extension, ExtensionState.REFUSED, actor, now, words)
    record_staying(part, "extension_refuse", actor=actor, now=now, words=words)
    return extension


def granted_days(parts: Iterable[Assignment]) -> dict[int, date]:
    """Return the later day that was granted, by part id, where it moved the agreed date.

    A day granted after a return moved the redo date only and is not among them. One query.
    """
    agreed = {part.pk: part.agreed_due_on for part in parts if part.agreed_due_on}
    rows = Extension.objects.filter(assignment_id__in=agreed, state=ExtensionState.GRANTED)
    granted = rows.order_by("granted_due_on").values_list("assignment_id", "granted_due_on")
    return {pk: day for pk, day in granted if day is not None and day <= agreed[pk]}


def _refuse_too_late(part: Assignment, wanted: date, field: str) -> None:
    """Raise Refused for a day after the campaign, or so far off that it must be a slip."""
    if part.due_on is None:
        return
    last = min(part.due_on + LONGEST, part.campaign.ends_on)
    if wanted > last:
        words = f"最多延期一年，且不晚于创建批次结束之日：请选择不晚于{day_cn(last)}的日期。"
        raise Refused(words, fields={field: words})


def _lock(extension_id: int) -> tuple[Extension, Assignment]:
    part_id = Extension.objects.values_list("assignment_id", flat=True).get(pk=extension_id)
    part = lock_part(part_id)
    extension = Extension.objects.get(pk=extension_id)
    if extension.state != ExtensionState.ASKED:
        raise Conflict(f"这项延期申请{extension.get_state_display()}，请刷新后查看。")
    return extension, part


def _decide(extension: Extension, state: str, actor: Seat, now: datetime, note: str) -> None:
    extension.state = state
    extension.decided_by, extension.decided_at = actor.membership, now
    extension.decision_note = note
    extension.save()
