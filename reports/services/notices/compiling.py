"""取数: a 通报 of a month compiled from the figures of this moment; each time a new draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from indicators.models import Campaign
from reports import policies
from reports.choices import LetterKind, LetterState
from reports.figures.month import month_figures
from reports.figures.period import Month
from reports.figures.sets import HANDED_OVER, Moment
from reports.letters.naming import key_of
from reports.letters.narrative import PASSAGES, propose_notice
from reports.models import (
    Letter,
    LetterHead,
    LetterReceipt,
    Notice,
    NoticeCheck,
    NoticeSkip,
)
from reports.querysets.notice import BEING_WRITTEN
from reports.services.letters.carrying import take_over
from reports.services.letters.machine import move
from reports.services.notices.composing import chosen_annexes
from reports.services.notices.locking import lock_months, lock_notice
from tasks.models import Assignment
from units.access import Seat
from units.choices import ASKED_ONLY, Relation
from units.clock import local_date
from units.day_words import month_cn
from units.errors import Conflict, Refused
from units.models import Unit
from units.services.audit import record_audit

# States of a version that does not stand in the way of another.
GIVEN_UP = (LetterState.DISCARDED, LetterState.REVOKED)


@dataclass(frozen=True)
class Draft:
    """What a compile finds: the figures as JSON data and the proposed words with `title`."""

    figures: dict[str, Any]
    texts: dict[str, str]


def draft_month(campaign: Campaign, *, period: date, now: datetime) -> Draft:
    """Return the figures of the month of `period` as of `now` with the words proposed for them.

    Writes nothing. Raises Refused for a month that has not begun or is marked 本月不通报, and
    where 发文设置 is missing.
    """
    month = Month.of(period)
    if month.first > local_date(now):
        raise Refused(f"{month_cn(month.first)}还没有开始，不能编制通报。")
    if NoticeSkip.objects.filter(campaign=campaign, period=month.first).exists():
        raise Refused("本月已定为不通报；如需通报，请先取消“本月不通报”。")
    rules = LetterHead.objects.filter(county_id=campaign.county_id).first()
    if rules is None:
        raise Refused("还没有发文设置，请先在“设置—发文设置”中填写发文机关和代字。")
    moment = Moment.of(campaign.county_id, local_date(now))
    figures = month_figures(campaign, period=month.first, as_of=now, moment=moment)
    texts = propose_notice(figures, prompt_workdays=rules.prompt_workdays)
    return Draft(figures, texts)


def compile_notice(campaign: Campaign, *, period: date, actor: Seat, now: datetime) -> Notice:
    """Compile the 通报 of the month of `period` as of `now`, as a new draft version.

    The draft before is put away; its checks go on for the facts that have not changed, and words
    that a person had changed are kept. Raises Refused as `draft_month`, Conflict when the month's
    通报 is signed, being signed or issued.
    """
    policies.require(actor, "draft")
    draft = draft_month(campaign, period=period, now=now)
    first = period.replace(day=1)
    with transaction.atomic():
        before = _version_before(campaign, first)
        notice = _create(campaign, first, draft, actor, now, before)
        if before is not None:
            words = f"已重新取数，见第{notice.draft_version}稿。"
            take_over(before.letter, notice.letter)
            put_away(before.letter, words, actor=actor, now=now)
            _carry_checks(before, notice)
        record_audit(actor=actor, action="notice.compile", obj=notice, now=now)
    return notice


def last_version(campaign: Campaign, first: date) -> Notice | None:
    """Return the last draft version of a month, None before the first."""
    return (
        Notice.objects.filter(campaign=campaign, period=first)
        .select_related("letter")
        .defer("figures")
        .order_by("-draft_version")
        .first()
    )


def lock_last(campaign: Campaign, first: date) -> Notice | None:
    """Return the last draft version, locked; the campaign is locked by `lock_months` already."""
    last = last_version(campaign, first)
    return lock_notice(last.pk) if last else None


def kept_words(before: Notice | None, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts with the demands of the version before, where a person had changed them.

    Words in which the machine's figures stand are proposed anew.
    """
    words = dict(texts)
    if before is not None:
        old = before.narrative
        if old["demands"] != old["proposed"]["demands"]:
            words["demands"] = old["demands"]
    return words


def rewritten(narrative: Mapping[str, Any]) -> list[str]:
    """Return the names of the parts a person had changed and that the next compile proposes anew."""
    proposed = narrative["proposed"]
    return [name for name in PASSAGES if name != "demands" and narrative[name] != proposed[name]]


def to_towns(before: Notice | None) -> bool:
    """Return whether the version before went to towns too: its 同意依据 goes on."""
    return before is not None and bool(before.narrative.get("towns"))


def receivers(campaign_id: int, *, towns: bool) -> QuerySet[Unit]:
    """Return the units that get a 通报: told ones with a part; towns only with consent (rule 2)."""
    parts = Assignment.objects.filter(HANDED_OVER, campaign_id=campaign_id, unit_id=OuterRef("pk"))
    units = Unit.objects.filter(Exists(parts)).exclude(relation__in=ASKED_ONLY)
    return units if towns else units.exclude(relation=Relation.TOWNSHIP)


def put_away(letter: Letter, words: str, *, actor: Seat, now: datetime) -> None:
    """Discard the locked letter of a draft, saying why; one that is gone already stays as it is."""
    if letter.state not in BEING_WRITTEN:
        return
    move(letter, "discard", actor=actor, now=now, rejected_reason=words)


def _version_before(campaign: Campaign, first: date) -> Notice | None:
    if lock_months(campaign, first):
        raise Conflict("本月刚被定为不通报；如需通报，请先取消“本月不通报”。")
    last = lock_last(campaign, first)
    if last is not None and last.letter.state not in (*BEING_WRITTEN, *GIVEN_UP):
        raise Conflict(
            f"本月通报现为“{last.letter.get_state_display()}”，不能重新取数；"
            "待签的请先退稿，已印发的请用另一份文书撤销。"
        )
    return last


def _create(
    campaign: Campaign,
    first: date,
    draft: Draft,
    actor: Seat,
    now: datetime,
    before: Notice | None,
) -> Notice:
    texts = dict(draft.texts)
    towns = to_towns(before)
    letter = Letter.objects.create(
        county_id=campaign.county_id,
        campaign=campaign,
        kind=LetterKind.NOTICE,
        title=texts.pop("title"),
        drafted_by=actor.membership,
        drafted_at=now,
        consent_by=before.letter.consent_by if before and towns else "",
        consent_on=before.letter.consent_on if before and towns else None,
    )
    notice = Notice.objects.create(
        campaign=campaign,
        letter=letter,
        period=first,
        draft_version=before.draft_version + 1 if before else 1,
        as_of=now,
        figures=draft.figures,
        narrative={
            **kept_words(before, texts),
            "proposed": texts,
            "unnamed": dict(before.narrative.get("unnamed", {})) if before else {},
            "towns": towns,
            "annexes": list(chosen_annexes(before)),
        },
    )
    LetterReceipt.objects.bulk_create(
        LetterReceipt(letter=letter, unit=unit) for unit in receivers(campaign.pk, towns=towns)
    )
    return notice


def _carry_checks(before: Notice, notice: Notice) -> None:
    """Take over what units have answered about facts that still hold."""
    late = {key_of(fact) for fact in notice.figures["late"]}
    carried = []
    for check in before.checks.select_for_update(of=("self",)):
        facts = [fact for fact in check.facts if key_of(fact) in late]
        if facts:
            check.pk, check.notice, check.facts = None, notice, facts
            check._state.adding = True
            carried.append(check)
    NoticeCheck.objects.bulk_create(carried)
