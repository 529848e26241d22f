"""通报前核对: the units to be named see the facts first and may object (rule 4)."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from reports import policies
from reports.choices import CheckAnswer
from reports.letters.naming import key_of, may_be_checked
from reports.models import LetterHead, Notice, NoticeCheck
from reports.querysets.notice import BEING_WRITTEN
from reports.services.notices.locking import lock_check, lock_notice
from units.access import Seat
from units.calendar import calendar
from units.clock import local_date
from units.day_words import short_day_cn
from units.errors import Conflict, Refused
from units.models import Membership
from units.services.audit import record_audit
from units.services.inbox import post, stamp
from units.words import free_words, need_words


@transaction.atomic
def send_checks(notice_id: int, *, actor: Seat, now: datetime) -> list[NoticeCheck]:
    """Send each unit with late parts that was reminded and prompted its facts, to be answered.

    A fact is sent once: new ones go in a round of their own, with the full two workdays, and what
    was answered and decided before stands. Raises Refused when there is nobody to ask.
    """
    notice = _open(lock_notice(notice_id))
    policies.require(actor, "draft", notice.letter)
    today = local_date(now)
    rules = LetterHead.objects.get(county_id=notice.letter.county_id)
    before = list(notice.checks.select_for_update(of=("self",)))
    asked = {key_of(fact) for check in before for fact in check.facts}
    facts = defaultdict(list)
    for fact in may_be_checked(notice.figures["late"]):
        if key_of(fact) not in asked:
            facts[fact["unit_id"]].append(fact)
    if not facts:
        raise Refused("没有需要送核对的单位：逾期事项须先提醒、再发提示函，已送过的不重复送。")
    sent = []
    for unit_id, rows in facts.items():
        last = max((check.round for check in before if check.unit_id == unit_id), default=0)
        check = NoticeCheck.objects.create(
            notice=notice,
            unit_id=unit_id,
            round=last + 1,
            facts=rows,
            sent_on=today,
            answer_by=calendar().add(today, rules.check_workdays),
        )
        sent.append(check)
    for check in sent:
        _tell(check, now)
    record_audit(actor=actor, action="notice.send_checks", obj=notice, now=now)
    return sent


@transaction.atomic
def answer_check(
    check_id: int, *, actor: Seat, now: datetime, objects: bool, words: str = ""
) -> NoticeCheck:
    """核对无误, or 提出异议 with words, by the unit; until the 通报 is sent for signature."""
    check = lock_check(check_id)
    policies.require(actor, "answer", check)
    notice = _open(check.notice)
    if check.upheld is not None:
        raise Conflict("依法治县办已处理您单位的异议，不能再改答复。")
    words = free_words(words, "异议内容", "words")
    if objects and not words:
        raise Refused(
            "请写明哪一项事实有异议、实际情况是什么。", fields={"words": "请写明异议内容。"}
        )
    if local_date(now) > check.answer_by:
        day = short_day_cn(check.answer_by)
        raise Conflict(f"核对期限已于{day}届满，如有异议请与依法治县办联系。")
    check.answer = CheckAnswer.OBJECTED if objects else CheckAnswer.AGREED
    check.words = words
    check.answered_at, check.answered_by = now, actor.membership
    check.save()
    record_audit(actor=actor, action="notice.answer_check", obj=check, now=now)
    if objects:
        post(
            people_memberships=Membership.objects.office_of(
                notice.letter.county_id, local_date(now)
            ),
            effect=f"notice_check.{check.pk}.objected.{stamp(now)}",
            title=f"通报前核对异议：{check.unit.short}",
            path=f"/notices/{notice.pk}/",
            now=now,
        )
    return check


@transaction.atomic
def settle(check_id: int, *, actor: Seat, now: datetime, upheld: bool, note: str) -> NoticeCheck:
    """Decide on an objection: upheld, the unit is not named; else it is, with the reason told."""
    check = lock_check(check_id)
    notice = _open(check.notice)
    policies.require(actor, "draft", notice.letter)
    if check.answer != CheckAnswer.OBJECTED:
        raise Conflict("这个单位没有提出异议，或者已改为核对无误。")
    note = need_words(note, "处理情况（单位能看到）", "note")
    check.upheld, check.office_note, check.settled_by = upheld, note, actor.membership
    check.save()
    record_audit(actor=actor, action="notice.settle_check", obj=check, now=now)
    post(
        people_memberships=Membership.objects.people_of([check.unit.body_id], local_date(now)),
        effect=f"notice_check.{check.pk}.settled.{stamp(now)}",
        title=f"通报前核对异议{'成立' if upheld else '未采纳'}：{notice.letter.title}",
        path=f"/notices/checks/{check.pk}/",
        now=now,
    )
    return check


def current(check: NoticeCheck) -> NoticeCheck:
    """Return this round in the last version of the month: a link may point to an old one."""
    later = NoticeCheck.objects.filter(
        unit_id=check.unit_id,
        round=check.round,
        notice__campaign_id=check.notice.campaign_id,
        notice__period=check.notice.period,
    ).order_by("-notice__draft_version")
    return later.select_related("notice__letter", "unit").first() or check


def _open(notice: Notice) -> Notice:
    if notice.letter.state not in BEING_WRITTEN:
        raise Conflict(f"这份通报现为“{notice.letter.get_state_display()}”，核对已结束。")
    return notice


def _tell(check: NoticeCheck, now: datetime) -> None:
    post(
        people_memberships=Membership.objects.people_of([check.unit.body_id], local_date(now)),
        effect=f"notice_check.{check.pk}.sent.{stamp(now)}",
        title=f"请核对拟通报事项，{short_day_cn(check.answer_by)}前答复",
        path=f"/notices/checks/{check.pk}/",
        now=now,
    )
