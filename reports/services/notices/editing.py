"""The words of a 通报, whom it goes to, whom it leaves unnamed."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from reports import policies
from reports.letters.narrative import PASSAGES
from reports.letters.notice_annexes import ANNEXES
from reports.models import LetterReceipt, Notice
from reports.querysets.notice import BEING_WRITTEN
from reports.services.letters.drafting import Consent
from reports.services.letters.machine import move
from reports.services.notices.compiling import receivers
from reports.services.notices.composing import chosen_annexes
from reports.services.notices.locking import lock_notice
from units.access import Seat
from units.clock import local_date
from units.errors import Conflict, Refused
from units.words import free_words


@transaction.atomic
def edit_notice(
    notice_id: int,
    *,
    actor: Seat,
    now: datetime,
    title: str,
    texts: Mapping[str, str],
    towns: bool,
    annexes: Collection[str] | None = None,
    consent: Consent | None = None,
    expected_version: int | None = None,
) -> Notice:
    """Change the words of a draft; `towns` sends it to towns too, which needs a 同意依据.

    `annexes` are keys of `notice_annexes.ANNEXES`; None keeps those it has.
    """
    notice = _locked(notice_id, actor, expected_version)
    letter = notice.letter
    missing = {name: "请填写。" for name in PASSAGES if not texts.get(name, "").strip()}
    if not title.strip():
        missing["title"] = "请填写标题。"
    if missing:
        raise Refused("通报的标题和各部分文字不能为空。", fields=missing)
    if towns and consent is None:
        raise Refused(
            "发至乡镇街道须有同意依据，请填写同意的领导和日期。",
            fields={"consent_by": "请填写同意的领导。", "consent_on": "请填写同意日期。"},
        )
    if consent is not None:
        consent.check(local_date(now))
    if towns != bool(notice.narrative.get("towns")):
        letter.receipts.all().delete()
        LetterReceipt.objects.bulk_create(
            LetterReceipt(letter=letter, unit=unit)
            for unit in receivers(notice.campaign_id, towns=towns)
        )
    title = free_words(title, "标题", "title")
    words = {name: free_words(texts[name], "通报文字", name) for name in PASSAGES}
    wanted = chosen_annexes(notice) if annexes is None else annexes
    kept = [name for name in ANNEXES if name in wanted]
    notice.narrative = {**notice.narrative, **words, "towns": towns, "annexes": kept}
    notice.save(update_fields=["narrative"])
    agreed = consent if towns else None
    move(
        letter,
        "draft",
        actor=actor,
        now=now,
        audit="notice.edit",
        audited=notice,
        title=title[:200],
        consent_by=agreed.by if agreed else "",
        consent_on=agreed.on if agreed else None,
    )
    return notice


@transaction.atomic
def leave_unnamed(
    notice_id: int, *, actor: Seat, now: datetime, unit_id: int, reason: str
) -> Notice:
    """Leave a unit out of the named ones with a reason; an empty reason takes it in again."""
    notice = _locked(notice_id, actor, None)
    late = {fact["unit_id"] for fact in notice.figures["late"]}
    if unit_id not in late:
        raise Refused("该单位没有逾期事项，不在点名范围内。")
    unnamed = dict(notice.narrative.get("unnamed", {}))
    words = free_words(reason, "不点名的原因", "reason")
    if words:
        unnamed[str(unit_id)] = words[:200]
    else:
        unnamed.pop(str(unit_id), None)
    notice.narrative = {**notice.narrative, "unnamed": unnamed}
    notice.save(update_fields=["narrative"])
    move(notice.letter, "draft", actor=actor, now=now, audit="notice.unnamed", audited=notice)
    return notice


def _locked(notice_id: int, actor: Seat, expected_version: int | None) -> Notice:
    notice = lock_notice(notice_id)
    policies.require(actor, "draft", notice.letter)
    if notice.letter.state not in BEING_WRITTEN:
        raise Conflict(f"这份通报现为“{notice.letter.get_state_display()}”，不能修改；请先退稿。")
    if expected_version is not None and expected_version != notice.letter.version:
        raise Conflict("这份通报刚被他人修改过，请刷新后再改；您填写的内容仍在页面上。")
    return notice
