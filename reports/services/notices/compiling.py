"""取数: a 通报 of a month compiled from the figures of this moment; each time a new draft."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from indicators.models import Campaign
from reports import policies
from reports.choices import LetterKind, LetterState
from reports.figures.month import Month, month_figures
from reports.figures.sets import HANDED_OVER
from reports.letters.naming import key_of
from reports.letters.narrative import propose_notice
from reports.models import Letter, LetterHead, LetterReceipt, Notice, NoticeSkip
from tasks.models import Assignment
from units.access import Seat
from units.calendar import calendar
from units.choices import ASKED_ONLY, Relation
from units.clock import local_date
from units.errors import Conflict, Refused
from units.models import Unit
from units.services.audit import record_audit

# A draft that a new compile replaces.
_REPLACED = (LetterState.DRAFT, LetterState.CHECKED)
_GONE = (LetterState.DISCARDED, LetterState.REVOKED)


def compile_notice(
    campaign: Campaign, *, period: date, actor: Seat, now: datetime, as_of: datetime | None = None
) -> Notice:
    """Compile the 通报 of the month of `period` as a new draft version; `as_of` is by default now.

    The draft before is put away; its checks go on for the facts that have not changed, and words
    that a person had changed are kept. Raises Refused for a month that has not begun or is marked
    本月不通报, Conflict when the month's 通报 is signed, being signed or issued.
    """
    policies.require(actor, "draft")
    month = Month(period.replace(day=1))
    moment = as_of or now
    if month.first > local_date(now) or moment > now:
        raise Refused("这个月还没有开始，不能编写通报。")
    figures = month_figures(campaign, period=month.first, as_of=moment)
    rules = LetterHead.objects.filter(county_id=campaign.county_id).first()
    if rules is None:
        raise Refused("还没有发文设置，请先在“设置—发文设置”中填写发文机关和代字。")
    texts = propose_notice(figures, calendar=calendar(), redo_workdays=rules.prompt_workdays)
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        before = _version_before(campaign, month.first)
        notice = _create(campaign, month, moment, figures, texts, actor, now, before)
        if before is not None:
            _put_away(before, notice, actor, now)
            _carry(before, notice)
        record_audit(actor=actor, action="notice.compile", obj=notice, now=now)
    return notice


def receivers(campaign_id: int, *, towns: bool) -> QuerySet[Unit]:
    """Return the units that get a 通报: told ones with a part; towns only with consent (rule 2)."""
    parts = Assignment.objects.filter(HANDED_OVER, campaign_id=campaign_id, unit_id=OuterRef("pk"))
    units = Unit.objects.filter(Exists(parts)).exclude(relation__in=ASKED_ONLY)
    return units if towns else units.exclude(relation=Relation.TOWNSHIP)


def _version_before(campaign: Campaign, first: date) -> Notice | None:
    if NoticeSkip.objects.filter(campaign=campaign, period=first).exists():
        raise Refused("本月已定为不通报；如需通报，请先取消“本月不通报”。")
    last = (
        Notice.objects.filter(campaign=campaign, period=first)
        .select_related("letter")
        .order_by("-draft_version")
        .first()
    )
    if last is not None and last.letter.state not in (*_REPLACED, *_GONE):
        raise Conflict(
            f"本月通报现为“{last.letter.get_state_display()}”，不能重新取数；"
            "待签的请先退稿，已印发的请用另一份文书撤销。"
        )
    return last


def _create(
    campaign: Campaign,
    month: Month,
    as_of: datetime,
    figures: dict[str, object],
    texts: dict[str, str],
    actor: Seat,
    now: datetime,
    before: Notice | None,
) -> Notice:
    letter = Letter.objects.create(
        county_id=campaign.county_id,
        campaign=campaign,
        kind=LetterKind.NOTICE,
        title=texts.pop("title"),
        drafted_by=actor.membership,
        drafted_at=now,
    )
    notice = Notice.objects.create(
        campaign=campaign,
        letter=letter,
        period=month.first,
        draft_version=before.draft_version + 1 if before else 1,
        as_of=as_of,
        figures=figures,
        narrative={**texts, "proposed": dict(texts), "unnamed": {}, "towns": False},
    )
    LetterReceipt.objects.bulk_create(
        LetterReceipt(letter=letter, unit=unit) for unit in receivers(campaign.pk, towns=False)
    )
    return notice


def _put_away(before: Notice, notice: Notice, actor: Seat, now: datetime) -> None:
    letter = before.letter
    if letter.state not in _REPLACED:
        return
    letter.state = LetterState.DISCARDED
    letter.rejected_reason = f"已重新取数，见第{notice.draft_version}稿。"
    letter.version += 1
    letter.save()
    record_audit(actor=actor, action="letter.discard", obj=letter, now=now)


def _carry(before: Notice, notice: Notice) -> None:
    """Take over what people did with the draft before: decisions, changed words, checks."""
    old, new = before.narrative, dict(notice.narrative)
    for name, proposed in old.get("proposed", {}).items():
        # Words in which only the machine's figures stand are proposed anew.
        if name == "demands" and old[name] != proposed:
            new[name] = old[name]
    new["unnamed"] = dict(old.get("unnamed", {}))
    notice.narrative = new
    notice.save(update_fields=["narrative"])
    late = {key_of(fact) for fact in notice.figures["late"]}
    for check in before.checks.all():
        facts = [fact for fact in check.facts if key_of(fact) in late]
        if facts:
            check.pk, check.notice, check.facts = None, notice, facts
            check._state.adding = True
            check.save()
