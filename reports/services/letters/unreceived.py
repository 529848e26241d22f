"""Documents nobody says to have: one message to the liaisons of the unit for each (rule 1).

Bodies that may only be asked get none (rule 2): they stand on the office's own list.
"""

from datetime import date, datetime

from django.db import transaction

from indicators.models import Campaign
from reports.models import LetterHead, LetterReceipt
from units.calendar import calendar
from units.choices import ASKED_ONLY, Role
from units.clock import local_date
from units.day_words import short_day_cn
from units.models import Membership
from units.services.inbox import post


def remind_receipts(campaign: Campaign, *, now: datetime) -> int:
    """Tell the liaisons of each unit that has not received a document in time; returns how many.

    Once per receipt, however often it is run, and never on a rest day. A unit without a liaison is
    told once it has one.
    """
    today, days = local_date(now), calendar()
    head = LetterHead.objects.filter(county_id=campaign.county_id).first()
    if head is None or not days.is_workday(today):
        return 0
    rows = LetterReceipt.objects.not_in_time(days.add(today, -head.receipt_workdays))
    rows = rows.filter(letter__campaign=campaign, reminded_on__isnull=True)
    owed = rows.exclude(unit__relation__in=ASKED_ONLY).select_related("letter", "unit")
    return sum(_remind(row, today=today, now=now) for row in owed.order_by("pk"))


@transaction.atomic
def _remind(row: LetterReceipt, *, today: date, now: datetime) -> bool:
    people = Membership.objects.people_of([row.unit.body_id], today)
    liaisons = list(people.filter(role=Role.LIAISON))
    if not liaisons:
        return False
    # Of two planners the second finds the day written.
    mine = LetterReceipt.objects.filter(pk=row.pk, reminded_on__isnull=True)
    if not mine.update(reminded_on=today):
        return False
    letter = row.letter
    day = short_day_cn(letter.issued_on) if letter.issued_on else ""
    post(
        people_memberships=liaisons,
        effect=f"receipt.{row.pk}.waits",
        title=f"请签收{day}印发的文书：{letter.title}（{letter.number_text}）",
        path=f"/letters/{letter.pk}/",
        now=now,
    )
    return True
