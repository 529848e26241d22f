"""The locks of a 通报, taken by every act in one order: campaign → letter → 通报 → its checks.

Signing locks the letter first and then writes the 通报; whoever went the other way round would
wait for it while it waits for them (PostgreSQL ends such a pair with an error).
"""

from datetime import date

from django.db.models import Exists, OuterRef

from indicators.models import Campaign
from reports.models import Letter, Notice, NoticeCheck, NoticeSkip


def lock_months(campaign: Campaign, first: date) -> bool:
    """Lock the campaign's 通报, so that two acts on a month come one after the other.

    Returns whether the month is marked 本月不通报.
    """
    skips = NoticeSkip.objects.filter(campaign=OuterRef("pk"), period=first)
    locked = Campaign.objects.select_for_update(of=("self",), no_key=True).annotate(
        skipped=Exists(skips)
    )
    return bool(locked.get(pk=campaign.pk).skipped)


def lock_notice(notice_id: int) -> Notice:
    """Lock the letter of a 通报 and the 通报; returns it with both as they are now."""
    letter_id = Notice.objects.values_list("letter_id", flat=True).get(pk=notice_id)
    letters = Letter.objects.select_for_update(of=("self",)).select_related("county")
    letter = letters.get(pk=letter_id)
    notices = Notice.objects.select_for_update(of=("self",)).select_related("campaign")
    notice: Notice = notices.get(pk=notice_id)
    notice.letter = letter
    return notice


def lock_check(check_id: int) -> NoticeCheck:
    """Lock a 通报前核对 after its 通报; returns it with `notice` and `unit`."""
    notice_id = NoticeCheck.objects.values_list("notice_id", flat=True).get(pk=check_id)
    notice = lock_notice(notice_id)
    checks = NoticeCheck.objects.select_for_update(of=("self",)).select_related("unit")
    check: NoticeCheck = checks.get(pk=check_id)
    check.notice = notice
    return check
