"""本月不通报: a month without a 通报 has its reason, and can be taken back."""

from datetime import date, datetime

from django.db import transaction

from indicators.models import Campaign
from reports import policies
from reports.models import NoticeSkip
from reports.querysets.notice import BEING_WRITTEN
from reports.services.notices.compiling import GIVEN_UP, lock_last, put_away
from reports.services.notices.locking import lock_months
from units.access import Seat
from units.errors import Conflict
from units.policies import post_of
from units.services.audit import record_audit
from units.words import need_words


@transaction.atomic
def skip_month(
    campaign: Campaign, *, period: date, actor: Seat, now: datetime, reason: str
) -> NoticeSkip:
    """Mark the month with the reason; a draft is put away. A second call changes the reason.

    Raises Refused without a reason, Conflict once the month's 通报 is sent for signature or out.
    """
    policies.require(actor, "draft")
    words = need_words(reason, "本月不通报的原因")[:200]
    first = period.replace(day=1)
    lock_months(campaign, first)
    last = lock_last(campaign, first)
    if last is not None and last.letter.state not in (*BEING_WRITTEN, *GIVEN_UP):
        raise Conflict("本月通报已送签或已印发，不能再定为不通报。")
    if last is not None:
        put_away(last.letter, f"本月不通报：{words}", actor=actor, now=now)
    skip, _ = NoticeSkip.objects.update_or_create(
        campaign=campaign,
        period=first,
        defaults={"reason": words, "decided_by": post_of(actor), "decided_at": now},
    )
    record_audit(actor=actor, action="notice.skip", obj=skip, now=now)
    return skip


@transaction.atomic
def unskip_month(campaign: Campaign, *, period: date, actor: Seat, now: datetime) -> None:
    """Take 本月不通报 back; the month may be compiled again."""
    policies.require(actor, "draft")
    skip = NoticeSkip.objects.filter(campaign=campaign, period=period.replace(day=1)).first()
    if skip is not None:
        record_audit(actor=actor, action="notice.unskip", obj=skip, now=now)
        skip.delete()
