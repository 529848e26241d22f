"""核稿, 送签, 签发 (on line or 线下), 退稿 and 不再发出."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from indicators.models import Blob
from indicators.services.blobs import keep
from reports import policies
from reports.choices import LetterKind, LetterState, SignMode, SupervisionRoute, Urgency
from reports.correspondence import needs_consent
from reports.docx.lint import Finding, lint
from reports.docx.places import texts
from reports.letters.filling import BLANK
from reports.letters.known_figures import known_figures
from reports.models import Letter
from reports.services.letters.building import recipients, snapshot_of
from reports.services.letters.freezing import AGAIN, bring_up_to_date, freeze, thaw
from reports.services.letters.machine import begin, move
from reports.services.notices.composing import naming_of
from units.access import Seat
from units.choices import ASKED_ONLY, Role
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Refused
from units.models import Membership, Unit
from units.policies import post_of
from units.services.inbox import post, stamp
from units.words import need_words


@transaction.atomic
def check(letter_id: int, *, actor: Seat, now: datetime) -> Letter:
    """核稿: the rules of format hold; a broken 规定 refuses with its place."""
    letter = begin("check", letter_id, actor=actor)
    today = local_date(now)
    bring_up_to_date(letter, today=today)
    refuse_broken(letter, today=today)
    _refuse_without_consent(letter)
    if letter.kind != LetterKind.NOTICE:  # its words and checks go on until it is sent
        freeze(letter, now=now)
    return move(letter, "check", actor=actor, now=now, checked_by=actor.membership)


@transaction.atomic
def send(letter_id: int, *, actor: Seat, now: datetime) -> Letter:
    """送签: brought up to date and frozen for the signature; the signer is told."""
    letter = begin("send", letter_id, actor=actor)
    bring_up_to_date(letter, today=local_date(now))
    freeze(letter, now=now)
    return _sent(letter, actor=actor, now=now)


def _sent(letter: Letter, *, actor: Seat, now: datetime) -> Letter:
    move(letter, "send", actor=actor, now=now, rejected_reason="")
    people = Membership.objects.office_of(letter.county_id, local_date(now))
    signers = people.filter(role=Role.OFFICE_HEAD)
    # What is sent of a batch in one act is one line for the signer, and a later act another one;
    # 特急 is told by itself and at once.
    urgent = letter.urgency == Urgency.MOST_URGENT
    batch = None if urgent else letter.batch
    key = f"batch.{batch.pk}" if batch else f"letter.{letter.pk}"
    path = f"/letters/batches/{batch.pk}/" if batch else f"/letters/{letter.pk}/"
    mark = f"【{letter.urgency}】" if urgent else ""
    post(
        people_memberships=signers,
        effect=f"{key}.for_signature.{stamp(now)}",
        title=f"{mark}待签发：{batch.title if batch else letter.title}",
        path=path,
        now=now,
        urgent=urgent,
    )
    return letter


@transaction.atomic
def sign(letter_id: int, *, actor: Seat, now: datetime) -> Letter:
    """签发 on line by 依法治县办负责人.

    A joint document is signed by the heads of all its offices, on paper (会签); raises Refused.
    """
    letter = begin("sign", letter_id, actor=actor)
    if letter.co_issuers:
        raise Refused(
            f"“{letter.title}”为联合发文，须由{'、'.join(letter.co_issuers)}负责人会签："
            "请打印发文稿纸送签，签好后登记线下签发。"
        )
    return move(
        letter,
        "sign",
        actor=actor,
        now=now,
        sign_mode=SignMode.ONLINE,
        signed_by=post_of(actor),
        signer_name=actor.user.name,
        signed_on=local_date(now),
    )


@transaction.atomic
def sign_offline(
    letter_id: int,
    *,
    actor: Seat,
    now: datetime,
    signer_name: str,
    signed_on: date,
    scan: Blob | None,
) -> Letter:
    """登记线下签发: who, when, and the scan of the signed sheet; as good as on line (rule 3)."""
    letter = begin("sign_offline", letter_id, actor=actor)
    signer_name = need_words(signer_name, "签发人", "signer_name")
    if signed_on > local_date(now):
        raise Refused("签发日期不能晚于今天。", fields={"signed_on": "请选择今天或以前的日期。"})
    drafted_on = local_date(letter.drafted_at)
    if signed_on < drafted_on:
        words = (
            f"签发日期早于本件的拟稿日期（{day_cn(drafted_on)}）；"
            "线下签的是平台打印的发文稿纸，请核对日期。"
        )
        raise Refused(words, fields={"signed_on": words})
    if scan is None:
        raise Refused("请上传签发件扫描件。", fields={"scan": "请上传签发件扫描件。"})
    keep(scan)
    if letter.snapshot is None:
        freeze(letter, now=now)
    return move(
        letter,
        "sign_offline",
        actor=actor,
        now=now,
        sign_mode=SignMode.OFFLINE,
        sign_scan=scan,
        signer_name=signer_name[:50],
        signed_on=signed_on,
    )


@transaction.atomic
def reject(letter_id: int, *, actor: Seat, now: datetime, reason: str) -> Letter:
    """退稿 by the signer, with the reason: back to the drafter.

    What is signed but not out yet comes back too, without its signature: it may be outdated.
    """
    letter = begin("reject", letter_id, actor=actor)
    words = need_words(reason, "退稿意见")
    thaw(letter)
    unsigned: dict[str, Any] = dict.fromkeys(("checked_by", "signed_by", "signed_on", "sign_scan"))
    move(
        letter,
        "reject",
        actor=actor,
        now=now,
        rejected_reason=words[:300],
        sign_mode="",
        signer_name="",
        **unsigned,
    )
    office = Membership.objects.office_of(letter.county_id, local_date(now))
    drafter = [letter.drafted_by] if letter.drafted_by else office.exclude(user=actor.user)
    post(
        people_memberships=drafter,  # what a rule drafted comes back to the office
        effect=f"letter.{letter.pk}.rejected.{letter.version}",
        title=f"退稿：{letter.title}",
        path=f"/letters/{letter.pk}/",
        now=now,
    )
    return letter


@transaction.atomic
def discard(letter_id: int, *, actor: Seat, now: datetime, reason: str) -> Letter:
    """不再发出: a draft that is not needed; it is not drafted again by the ladder."""
    letter = begin("discard", letter_id, actor=actor)
    words = need_words(reason, "不再发出的原因")
    return move(letter, "discard", actor=actor, now=now, rejected_reason=words[:300])


def each(
    act: Callable[..., Letter], letter_ids: Collection[int], *, actor: Seat, now: datetime
) -> list[Letter]:
    """Do `act` to several letters, all or none, in ascending order of ids."""
    with transaction.atomic():
        return [act(pk, actor=actor, now=now) for pk in sorted(letter_ids)]


def check_and_send(letter_ids: Collection[int], *, actor: Seat, now: datetime) -> list[Letter]:
    """核稿并送签, all or none; letters that are checked already are only sent."""
    drafts = Letter.objects.filter(pk__in=letter_ids, state=LetterState.DRAFT)

    def act(letter_id: int, *, actor: Seat, now: datetime) -> Letter:
        if letter_id not in unchecked:
            return send(letter_id, actor=actor, now=now)
        letter = check(letter_id, actor=actor, now=now)
        policies.require(actor, "send", letter)
        if letter.kind == LetterKind.NOTICE:
            freeze(letter, now=now)
        return _sent(letter, actor=actor, now=now)

    with transaction.atomic():
        unchecked = set(drafts.values_list("pk", flat=True))
        return each(act, letter_ids, actor=actor, now=now)


def refuse_broken(letter: Letter, *, today: date) -> None:
    """Raise Refused naming every broken 规定, and every blank left, of the letter as it stands."""
    broken = [
        f"{f.place}：{f.message}" for f in findings(letter, today=today) if f.strength == "规定"
    ]
    if broken and letter.state == LetterState.SIGNED:
        broken.append(AGAIN)
    if broken:
        raise Refused("；".join(text.rstrip("。") for text in broken) + "。")


def findings(letter: Letter, *, today: date) -> list[Finding]:
    """Return what the lint says of the letter as it stands, the strongest first."""
    # Number and dates come later: what the machine itself fills in cannot be missing yet.
    snapshot = snapshot_of(letter, today=today, number=f"示例〔{today.year}〕1号", signed_on=today)
    blanks = [
        Finding("规定", place, f"“{blank}”还没有填上，请补全或删去。")
        for place, text in texts(snapshot)
        for blank in BLANK.findall(text)
    ]
    told = lint(
        snapshot, people_of(letter), asked=asked_of(letter), known=known_of(letter, today=today)
    )
    return [*blanks, *told, *_alone(letter)]


def _alone(letter: Letter) -> list[Finding]:
    """Return the finding of a 联合督办 that no other office issues yet."""
    if letter.route != SupervisionRoute.JOINT or letter.co_issuers:
        return []
    words = "督办途径为联合督办，还没有选联合发文机关，请在“版式和附件”中选择。"
    return [Finding("实务", "联合发文", words)]


def people_of(letter: Letter) -> list[str]:
    """Return the names that a 通报 must not carry: the people of the units it goes to."""
    if letter.kind != LetterKind.NOTICE:
        return []
    seats = Membership.objects.filter(unit__in=letter.receipts.values("unit_id"))
    return list(seats.values_list("user__name", flat=True).distinct())


def asked_of(letter: Letter) -> list[str]:
    """Return the bodies that a 通报 must not name as late (rule 2)."""
    if letter.kind != LetterKind.NOTICE:
        return []
    asked = Unit.objects.filter(county_id=letter.county_id, relation__in=ASKED_ONLY)
    return [name for names in asked.values_list("short", "name") for name in names]


def known_of(letter: Letter, *, today: date) -> frozenset[str] | None:
    """Return the figures a 通报 may speak of; None for the other kinds."""
    if letter.kind != LetterKind.NOTICE:
        return None
    notice = letter.notice
    named = naming_of(notice, today=today).named
    return known_figures(notice.figures, named, notice.narrative["proposed"].values())


def _refuse_without_consent(letter: Letter) -> None:
    towns = [unit.short for unit in recipients(letter) if needs_consent(letter.kind, unit.relation)]
    if towns and not letter.consent_on:
        raise Refused(
            f"给{towns[0]}{'等' * (len(towns) > 1)}的{letter.get_kind_display()}缺同意依据，"
            "请先填写同意的领导和日期。",
            fields={"consent_by": "请填写同意的领导和日期。"},
        )
