"""催办记录: what was said on the phone, in WeChat or on a visit."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from tasks.choices import ContactMethod
from tasks.models import Assignment, ContactNote
from tasks.policies import require_office
from tasks.services.history import record
from units.access import Seat
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Refused
from units.policies import post_of
from units.words import free_words, need_words

LONGEST_ANSWER = 500
LONGEST_PROMISE = timedelta(days=365)


def _refuse_odd_promise(promised_on: date | None, happened: date) -> None:
    """Raise Refused where the promised day lies before the talk or more than a year after it."""
    if promised_on is None:
        return
    words = ""
    if promised_on < happened:
        words = f"承诺日期不能早于催办之日（{day_cn(happened)}）。"
    elif promised_on > happened + LONGEST_PROMISE:
        words = "承诺日期不能晚于催办之后一年，请核对年份。"
    if words:
        raise Refused(words, fields={"promised_on": words})


@transaction.atomic
def note_contact(
    part_ids: Collection[int],
    *,
    actor: Seat,
    now: datetime,
    method: str,
    person: str,
    answer: str = "",
    promised_on: date | None = None,
    day: date | None = None,
) -> ContactNote:
    """Write one note about parts of one unit; `day` is when it happened (default: today)."""
    parts = list(
        Assignment.objects.filter(pk__in=part_ids).select_related("task__campaign", "unit")
    )
    if not parts or len({part.unit_id for part in parts}) != 1:
        raise Refused("一条催办记录只能写同一单位的事项，请重新选择。")
    for part in parts:
        require_office(actor, part.task, "登记催办记录")
    if method not in ContactMethod.values:
        raise Refused("请选择联系方式。", fields={"method": "请选择电话、微信或上门。"})
    happened = day or local_date(now)
    if happened > local_date(now):
        raise Refused("催办日期不能晚于今天。", fields={"day": "请选择今天或以前的日期。"})
    _refuse_odd_promise(promised_on, happened)
    said = free_words(answer, "对方答复", "answer")
    if len(said) > LONGEST_ANSWER:
        words = f"对方答复最多 {LONGEST_ANSWER} 字，请写要点。"
        raise Refused(words, fields={"answer": words})
    note = ContactNote.objects.create(
        campaign_id=parts[0].campaign_id,
        unit_id=parts[0].unit_id,
        method=method,
        person=need_words(person, "联系人", "person"),
        answer=said,
        promised_on=promised_on,
        day=happened,
        noted_at=now,
        noted_by=post_of(actor),
    )
    note.assignments.set(parts)
    words = f"{ContactMethod(method).label}联系{note.person}" + (
        f"，答复：{note.answer}" if note.answer else ""
    )
    for part in parts:
        record(
            task=part.task,
            part=part,
            action="contact",
            actor=actor,
            now=now,
            from_state=part.state,
            to_state=part.state,
            words=words,
            data={"note": note.pk},
        )
    return note
