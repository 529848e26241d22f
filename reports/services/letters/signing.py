"""核稿, 送签, 签发 (on line or 线下), 退稿 and 不再发出."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from django.db import transaction

from indicators.models import Blob
from indicators.services.blobs import keep
from reports import policies
from reports.choices import LetterKind, LetterState, SignMode
from reports.correspondence import needs_consent
from reports.docx.frozen import to_json
from reports.docx.lint import Finding, lint
from reports.docx.places import texts
from reports.letters.acts import STATES
from reports.letters.filling import BLANK
from reports.models import Letter
from reports.services.letters.building import recipients, snapshot_of
from reports.services.notices.composing import keep_named
from units.access import Seat
from units.choices import Role
from units.clock import local_date
from units.errors import Conflict, Refused
from units.models import Membership
from units.policies import post_of
from units.services.audit import record_audit
from units.services.inbox import post

S = LetterState


@transaction.atomic
def check(letter_id: int, *, actor: Seat, now: datetime) -> Letter:
    """核稿: the rules of format hold; a broken 规定 refuses with its place."""
    letter = _begin(letter_id, "check", actor)
    refuse_broken(letter, today=local_date(now))
    _refuse_without_consent(letter)
    letter.checked_by = actor.membership
    return _move(letter, S.CHECKED, "check", actor, now)


@transaction.atomic
def send(letter_id: int, *, actor: Seat, now: datetime) -> Letter:
    """送签: the signer is told."""
    letter = _begin(letter_id, "send", actor)
    _freeze(letter, now)
    letter.rejected_reason = ""
    _move(letter, S.FOR_SIGNATURE, "send", actor, now)
    people = Membership.objects.office_of(letter.county_id, local_date(now))
    signers = people.filter(role=Role.OFFICE_HEAD)
    # A batch is one line for the signer; a letter sent again after 退稿 is a new one.
    key = f"batch.{letter.batch_id}" if letter.batch_id else f"letter.{letter.pk}"
    path = f"/letters/batches/{letter.batch_id}/" if letter.batch_id else f"/letters/{letter.pk}/"
    post(
        people_memberships=signers,
        effect=f"{key}.for_signature.{letter.version}",
        title=f"待签发：{letter.batch.title if letter.batch else letter.title}",
        path=path,
        now=now,
    )
    return letter


@transaction.atomic
def sign(letter_id: int, *, actor: Seat, now: datetime) -> Letter:
    """签发 on line by 依法治县办负责人."""
    letter = _begin(letter_id, "sign", actor)
    letter.sign_mode = SignMode.ONLINE
    letter.signed_by, letter.signer_name = post_of(actor), actor.user.name
    letter.signed_on = local_date(now)
    return _move(letter, S.SIGNED, "sign", actor, now)


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
    letter = _begin(letter_id, "sign_offline", actor)
    if not signer_name.strip():
        raise Refused("请填写签发人。", fields={"signer_name": "请填写签发人。"})
    if signed_on > local_date(now):
        raise Refused("签发日期不能晚于今天。", fields={"signed_on": "请选择今天或以前的日期。"})
    if signed_on < local_date(letter.drafted_at):
        raise Refused("签发日期不能早于拟稿日期。", fields={"signed_on": "早于拟稿日期。"})
    if scan is None:
        raise Refused("请上传签发件扫描件。", fields={"scan": "请上传签发件扫描件。"})
    keep(scan)
    _freeze(letter, now)
    letter.sign_mode, letter.sign_scan = SignMode.OFFLINE, scan
    letter.signer_name, letter.signed_on = signer_name.strip()[:50], signed_on
    return _move(letter, S.SIGNED, "sign_offline", actor, now)


@transaction.atomic
def reject(letter_id: int, *, actor: Seat, now: datetime, reason: str) -> Letter:
    """退稿 by the signer, with the reason: back to the drafter."""
    letter = _begin(letter_id, "reject", actor)
    if not reason.strip():
        raise Refused("请填写退稿意见。", fields={"reason": "请填写退稿意见。"})
    letter.rejected_reason = reason.strip()[:300]
    letter.snapshot = None  # what was frozen for signature may be changed again
    letter.checked_by = None
    _move(letter, S.DRAFT, "reject", actor, now)
    if letter.drafted_by:
        post(
            people_memberships=[letter.drafted_by],
            effect=f"letter.{letter.pk}.rejected.{letter.version}",
            title=f"退稿：{letter.title}",
            path=f"/letters/{letter.pk}/",
            now=now,
        )
    return letter


@transaction.atomic
def discard(letter_id: int, *, actor: Seat, now: datetime, reason: str) -> Letter:
    """不再发出: a draft that is not needed; it is not drafted again by the ladder."""
    letter = _begin(letter_id, "discard", actor)
    if not reason.strip():
        raise Refused("请填写不再发出的原因。", fields={"reason": "请填写原因。"})
    letter.rejected_reason = reason.strip()[:300]
    return _move(letter, S.DISCARDED, "discard", actor, now)


def each(
    act: Callable[..., Letter], letter_ids: Collection[int], *, actor: Seat, now: datetime
) -> list[Letter]:
    """Do `act` to several letters, all or none, in ascending order of ids."""
    with transaction.atomic():
        return [act(pk, actor=actor, now=now) for pk in sorted(letter_ids)]


def check_and_send(letter_ids: Collection[int], *, actor: Seat, now: datetime) -> list[Letter]:
    """核稿并送签, all or none; letters that are checked already are only sent."""
    with transaction.atomic():
        drafts = Letter.objects.filter(pk__in=letter_ids, state=S.DRAFT).order_by("pk")
        each(check, list(drafts.values_list("pk", flat=True)), actor=actor, now=now)
        return each(send, letter_ids, actor=actor, now=now)


def refuse_broken(letter: Letter, *, today: date) -> None:
    """Raise Refused naming every broken 规定, and every blank left, of the letter as it stands."""
    broken = [
        f"{f.place}：{f.message}" for f in findings(letter, today=today) if f.strength == "规定"
    ]
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
    return blanks + lint(snapshot, people_of(letter))


def people_of(letter: Letter) -> list[str]:
    """Return the names that a 通报 must not carry: the people of the units it goes to."""
    if letter.kind != LetterKind.NOTICE:
        return []
    seats = Membership.objects.filter(unit__in=letter.receipts.values("unit_id"))
    return list(seats.values_list("user__name", flat=True).distinct())


def _refuse_without_consent(letter: Letter) -> None:
    towns = [unit.short for unit in recipients(letter) if needs_consent(letter.kind, unit.relation)]
    if towns and not letter.consent_on:
        raise Refused(
            f"给{towns[0]}{'等' * (len(towns) > 1)}的{letter.get_kind_display()}缺同意依据，"
            "请先填写同意的领导和日期。",
            fields={"consent_by": "请填写同意的领导和日期。"},
        )


def _freeze(letter: Letter, now: datetime) -> None:
    """Freeze a 通报 before it is signed: what the signer reads is what goes out (rule 11)."""
    if letter.kind == LetterKind.NOTICE and letter.snapshot is None:
        keep_named(letter.notice, today=local_date(now))
        letter.snapshot = to_json(snapshot_of(letter, today=local_date(now)))


def _begin(letter_id: int, verb: str, actor: Seat) -> Letter:
    letter: Letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("county", "unit", "batch")
        .get(pk=letter_id)
    )
    policies.require(actor, verb, letter)
    if letter.state not in STATES[verb]:
        raise Conflict(f"文书“{letter.title}”现为“{letter.get_state_display()}”，请刷新后查看。")
    return letter


def _move(letter: Letter, state: LetterState, verb: str, actor: Seat, now: datetime) -> Letter:
    letter.state = state
    letter.version += 1
    letter.save()
    record_audit(actor=actor, action=f"letter.{verb}", obj=letter, now=now)
    return letter
