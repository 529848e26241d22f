"""提请督查室督办: what the form is composed from, and 督查室's own entry."""

from datetime import date, datetime

from django.db import transaction

from reports import policies
from reports.docx.snapshot import LetterSnapshot
from reports.letters.facts import Facts
from reports.letters.referral import compose_referral
from reports.models import Letter, Referral
from tasks.choices import PartState
from tasks.models import Assignment
from units.access import Seat
from units.calendar import calendar
from units.clock import local_date
from units.errors import Refused
from units.policies import post_of
from units.services.audit import record_audit
from units.words import free_words, need_words

SUPPORT_SHOWN = 6


def referral_form(letter: Letter, facts: Facts, *, today: date) -> LetterSnapshot:
    """Return the 督办单 of a letter as of `today`."""
    due_on = facts.items[0].due_on
    return compose_referral(
        facts,
        letter.draft,
        support=_support(letter),
        days_late=calendar().days_late(due_on, today) if due_on else 0,
    )


def _support(letter: Letter) -> list[str]:
    tasks = Assignment.objects.filter(letter_items__letter=letter).values("task_id")
    gone = (PartState.DRAFT, PartState.CANCELLED, PartState.RELEASED)
    others = Assignment.objects.filter(task_id__in=tasks).exclude(state__in=gone)
    names = others.exclude(unit=letter.unit).order_by("rank", "pk")
    found = list(dict.fromkeys(names.values_list("unit__short", flat=True)))
    if len(found) <= SUPPORT_SHOWN:
        return found
    return [*found[: SUPPORT_SHOWN - 1], f"{found[SUPPORT_SHOWN - 1]}等{len(found)}个单位"]


@transaction.atomic
def enter_referral(
    letter_id: int,
    *,
    actor: Seat,
    now: datetime,
    number: str,
    result: str = "",
    result_on: date | None = None,
) -> Referral:
    """Enter 督查室's number, and its result with the day; by 督查室 only, as often as needed.

    Raises Refused where one of result and day is missing, or the day is still to come.
    """
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter_id)
    policies.require(actor, "enter_referral", letter)
    number = need_words(number, "督查室编号", "number")
    result = free_words(result, "办理结果", "result")
    if bool(result) != bool(result_on):
        field = "result_on" if result else "result"
        words = "办理结果和办结日期须一并填写。"
        raise Refused(words, fields={field: words})
    if result_on and result_on > local_date(now):
        words = "办结日期不能晚于今天。"
        raise Refused(words, fields={"result_on": words})
    row, _ = Referral.objects.update_or_create(
        letter=letter,
        defaults={
            "number": number[:60],
            "result": result,
            "result_on": result_on,
            "entered_by": post_of(actor),
            "entered_at": now,
        },
    )
    record_audit(actor=actor, action="referral.enter", obj=row, now=now)
    return row
