"""拟稿: letters planned, drafted and edited. Nothing is numbered here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from reports import policies
from reports.choices import LetterKind, SupervisionRoute
from reports.correspondence import may_write
from reports.letters.checking import broken_words
from reports.letters.referral import referral_title
from reports.letters.sections import keys_of
from reports.letters.wording import STARTERS, Wordings, propose
from reports.models import Letter, LetterBatch, LetterItem, LetterReceipt
from reports.services.ladder.limits import limit_as_of
from reports.services.letters.building import Known, facts_for, prompt_before
from reports.services.letters.freezing import thaw
from reports.services.letters.heads import head_of
from reports.services.letters.machine import begin, move
from reports.services.letters.past_dates import (
    PastDates,
    give_new_dates,
    refuse_unconfirmed,
)
from reports.services.letters.planning import plan_handover
from reports.services.sections.composing import refuse_growth
from reports.services.settings.wording import wording_of
from tasks.models import Assignment, Task
from tasks.services import workflow
from tasks.services.far_days import refuse_far
from units.access import Actor, Seat
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Conflict, Refused
from units.models import Unit
from units.policies import post_of
from units.services.audit import record_audit
from units.words import free_words, need_words

# What a person may change of a letter beside its title.


@dataclass(frozen=True)
class Consent:
    """同意依据 of a letter to a town: which leader agreed, and when (rule 2)."""

    by: str
    on: date

    def check(self, today: date) -> None:
        """Raise Refused for words of secrecy and for a day that is still to come."""
        free_words(self.by, "同意依据", "consent_by")
        if self.on > today:
            words = "同意日期不能晚于今天。"
            raise Refused(words, fields={"consent_on": words})


@transaction.atomic
def draft_handover(
    task_ids: Collection[int],
    *,
    actor: Seat,
    now: datetime,
    consent: Consent | None = None,
    past: PastDates | None = None,
    past_dates_confirmed: bool = False,
) -> LetterBatch:
    """Draft one letter per unit for the draft parts of these tasks.

    `past` says per task what becomes of a date that has passed; `past_dates_confirmed` confirms
    them all. Raises Refused while a task has no date, a past date is neither moved nor confirmed,
    a town's letter lacks its 同意依据, or there is nothing left to hand over.
    """
    policies.require(actor, "draft")
    today = local_date(now)
    # Two people who hand over the same tasks come one after the other: the second finds no part.
    workflow.lock_tasks(
        Task.objects.visible_to(actor).filter(pk__in=task_ids).values_list("pk", flat=True)
    )
    past = past or PastDates()
    plan = plan_handover(task_ids, seat=actor, today=today)
    if past.moved:
        give_new_dates(plan.parts, past.moved, actor=actor, now=now)
        plan = plan_handover(task_ids, seat=actor, today=today)
    if not plan.letters:
        raise Refused("所选任务没有待交办的分工；可能已在其他交办函中，请刷新后查看。")
    if plan.undated:
        words = "；".join(f"任务{task.number}“{task.title}”没有办理时限" for task in plan.undated)
        raise Refused(f"{words}。请先填写时限或标为长期。")
    campaigns = {part.campaign_id for planned in plan.letters for part in planned.parts}
    if len(campaigns) > 1:
        raise Refused("所选任务分属不同的创建批次，请按批次分别交办。")
    late = {task.pk for task in plan.past}
    confirmed = late if past_dates_confirmed else late & past.confirmed
    refuse_unconfirmed(plan.past, confirmed)
    if plan.needs_consent and consent is None:
        raise Refused(
            "交办给乡镇街道须有同意依据，请填写同意的领导和日期。",
            fields={"consent_by": "请填写同意的领导。", "consent_on": "请填写同意日期。"},
        )
    batch = LetterBatch.objects.create(
        campaign_id=plan.letters[0].parts[0].campaign_id,
        title=f"{day_cn(today)}向{len(plan.letters)}个单位交办",
        created_by=post_of(actor),
        created_at=now,
    )
    for planned in plan.letters:
        draft_letter(
            planned.kind,
            planned.unit,
            planned.parts,
            actor=actor,
            now=now,
            consent=consent if planned.needs_consent else None,
            batch=batch,
            past_confirmed=confirmed,
            shared=plan.shared,
            wording=plan.wording,
        )
    return batch


@transaction.atomic
def draft_letter(
    kind: str,
    unit: Unit,
    parts: Iterable[Assignment],
    *,
    actor: Actor,
    now: datetime,
    consent: Consent | None = None,
    batch: LetterBatch | None = None,
    answer_by: date | None = None,
    route: str = "",
    past_confirmed: Collection[int] = (),
    shared: Known | None = None,
    wording: Wordings | None = None,
) -> Letter:
    """Draft one letter with proposed words; the caller has the right (a person, or the ladder).

    `shared` is what several letters have in common and `wording` the county's words, each read
    once. The letter keeps its own copy of the words. Raises Refused for a kind that may not go to a body of this relation (rule 2).
    """
    rows = list(parts)
    if not may_write(kind, unit.relation):
        raise Refused(
            f"对{unit.short}（{unit.get_relation_display()}）不能发{LetterKind(kind).label}，请改用商请函。"
        )
    if consent is not None:
        consent.check(local_date(now))
    facts = facts_for(
        unit,
        rows,
        today=local_date(now),
        consent=consent is not None,
        answer_by=answer_by,
        shared=shared,
        prompt=prompt_before(kind, rows),
    )
    texts = propose(kind, facts, wording or wording_of(unit.county_id))
    referred = route == SupervisionRoute.INSPECTOR
    if referred:
        texts["title"] = referral_title(facts)
    letter = Letter.objects.create(
        county=unit.county,
        campaign_id=rows[0].campaign_id,
        kind=kind,
        unit=unit,
        batch=batch,
        title=texts.pop("title"),
        draft=texts,
        consent_by=consent.by if consent else "",
        consent_on=consent.on if consent else None,
        route=route,
        answer_by=answer_by,
        drafted_by=actor.membership,
        drafted_at=now,
    )
    LetterItem.objects.bulk_create(
        LetterItem(letter=letter, assignment=part, past_confirmed=part.task_id in past_confirmed)
        for part in rows
    )
    if not referred:  # a 督办单 goes to 督查室, which writes to the unit itself
        LetterReceipt.objects.create(letter=letter, unit=unit)
    record_audit(actor=actor, action="letter.draft", obj=letter, now=now)
    return letter


@transaction.atomic
def edit(
    letter_id: int,
    *,
    actor: Seat,
    now: datetime,
    title: str,
    texts: dict[str, str],
    answer_by: date | None = None,
    consent: Consent | None = None,
    expected_version: int | None = None,
) -> Letter:
    """Change the words of a draft; a checked letter becomes a draft again."""
    letter = begin("draft", letter_id, actor=actor)
    if letter.kind == LetterKind.NOTICE:
        raise Refused("通报的文字请在“通报”页面修改。")
    if expected_version is not None and expected_version != letter.version:
        raise Conflict("这份文书刚被他人修改过，请刷新后再改；您填写的内容仍在页面上。")
    title = need_words(title, "标题", "title")
    allowed = {
        key: free_words(value, "正文", key)
        for key, value in texts.items()
        if key in keys_of(letter.kind)
    }
    _refuse_broken_words(letter, {"title": title, **allowed}, today=local_date(now))
    thaw(letter)
    refuse_far(answer_by, letter.campaign, today=local_date(now), field="answer_by")
    if answer_by is not None and answer_by != limit_as_of(letter, today=local_date(now)):
        letter.answer_by = answer_by  # by hand: it is not counted anew any more
        letter.limit_before = None
    if consent is not None:
        consent.check(local_date(now))
        letter.consent_by, letter.consent_on = consent.by, consent.on
    words = {**letter.draft, **allowed}
    refuse_growth(letter, title, words)
    return move(letter, "draft", actor=actor, now=now, title=title, draft=words)


def _refuse_broken_words(letter: Letter, words: dict[str, str], *, today: date) -> None:
    """Raise Refused beside the fields where a blank or a 规定 is broken in what was changed.

    专报 and 年度报告 have no words of the county: their 【】 are filled in by hand.
    """
    if letter.kind not in STARTERS:
        return
    before = {**letter.draft, "title": letter.title}
    changed = {key: text for key, text in words.items() if text != before.get(key, "")}
    wrong = broken_words(letter.kind, changed, head_of(letter.county), today=today)
    if wrong:
        raise Refused("".join(dict.fromkeys(wrong.values())), fields=wrong)
