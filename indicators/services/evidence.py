"""佐证材料: four ways to register it, and who else may read it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import URLValidator
from django.db import transaction

from indicators.choices import Chain, EvidenceKind
from indicators.models import Evidence, EvidenceGrant
from indicators.policies import require
from indicators.querysets.evidence import EvidenceQuerySet
from indicators.services import blobs
from indicators.services.intake import Prepared, prepare
from units.access import Actor, Seat
from units.clock import local_date
from units.errors import Refused
from units.models import Unit
from units.policies import post_of
from units.services.audit import record_audit
from units.words import free_words, need_words

MOST_PAGES = 100_000
_public_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Facts:
    """What is known of a proof beside its body; all of it may stay empty."""

    doc_number: str = ""
    formed_on: date | None = None
    formed_by: str = ""
    sealed: bool = False
    year: int | None = None
    pages: int | None = None
    page_hint: str = ""
    keeper: str = ""
    chain: str = ""


def register_file(
    *,
    actor: Actor,
    unit: Unit,
    upload: "File[bytes]",
    title: str = "",
    facts: Facts | None = None,
    kind: str = EvidenceKind.FILE,
    now: datetime,
) -> Evidence:
    """Check, store and register one uploaded file of `unit`; call it outside a transaction.

    Raises Forbidden for another unit's seat, Refused for a bad file or bad facts.
    """
    require(actor, "add_evidence", unit)
    _check(title, facts or Facts(), local_date(now))
    prepared = prepare(county=unit.county, upload=upload, now=now)
    return record_file(
        actor=actor,
        unit=unit,
        prepared=prepared,
        title=title,
        facts=facts,
        kind=kind,
        now=now,
    )


@transaction.atomic
def record_file(
    *,
    actor: Actor,
    unit: Unit,
    prepared: Prepared,
    title: str = "",
    facts: Facts | None = None,
    kind: str = EvidenceKind.FILE,
    now: datetime,
) -> Evidence:
    """Register a file that `intake.prepare` has checked; joins the caller's transaction.

    An empty title takes the name of the file.
    """
    if kind not in (EvidenceKind.FILE, EvidenceKind.EXCERPT):
        raise Refused("有文件的材料只能登记为“文件”或“摘录件”。")
    blobs.keep(prepared.blob)
    return _record(
        actor,
        unit,
        title or prepared.filename.rpartition(".")[0],
        facts,
        now,
        kind=kind,
        blob=prepared.blob,
        filename=prepared.filename,
    )


@transaction.atomic
def register_url(
    *,
    actor: Actor,
    unit: Unit,
    url: str,
    title: str,
    facts: Facts | None = None,
    now: datetime,
) -> Evidence:
    """Register a public address (http or https, no log-in in it)."""
    try:
        _public_address(url)
    except ValidationError as error:
        raise Refused(
            "请填写完整的公开网址，以 http:// 或 https:// 开头。",
            fields={"url": "网址格式不正确。"},
        ) from error
    if "@" in url.split("/")[2] or len(url) > 500:
        raise Refused("网址不能带账号，且不超过 500 字。", fields={"url": "网址不能带账号或过长。"})
    return _record(actor, unit, title, facts, now, kind=EvidenceKind.URL, url=url)


@transaction.atomic
def register_offline(
    *,
    actor: Actor,
    unit: Unit,
    title: str,
    facts: Facts,
    now: datetime,
) -> Evidence:
    """Register 线下备查: title, 文号 (if it has one), date, pages and keeper; no file."""
    missing = {
        "formed_on": "请填写形成日期。" if not facts.formed_on else "",
        "pages": _bad_pages(facts) if facts.pages else "请填写页数。",
        "keeper": "请填写保管人（处）。" if not facts.keeper.strip() else "",
    }
    missing = {name: words for name, words in missing.items() if words}
    if missing:
        raise Refused("线下备查须填写材料名称、形成日期、页数和保管人（处）。", fields=missing)
    return _record(actor, unit, title, facts, now, kind=EvidenceKind.OFFLINE)


@transaction.atomic
def grant(
    *, actor: Actor, evidence: Evidence, unit: Unit, reason: str, now: datetime
) -> EvidenceGrant:
    """Let `unit` read `evidence`; once per reason, a second call changes nothing."""
    require(actor, "grant_evidence", evidence)
    if unit.county_id != evidence.county_id:
        raise Refused("只能授权给本县（市、区）的单位。")
    words = need_words(reason, "授权原因")
    given, made = EvidenceGrant.objects.get_or_create(
        evidence=evidence, unit=unit, reason=words[:60], defaults={"granted_at": now}
    )
    if made:
        record_audit(actor=actor, action="evidence.grant", obj=evidence, now=now)
    return given


def duplicates(*, seat: Seat, sha256: str, today: date) -> EvidenceQuerySet:
    """Return the proof with the same bytes among what `seat` may read."""
    rows: EvidenceQuerySet = Evidence.objects.visible_to(seat, today=today)
    return rows.kept().filter(blob__sha256=sha256)


def _record(
    actor: Actor,
    unit: Unit,
    title: str,
    facts: Facts | None,
    now: datetime,
    **body: Any,
) -> Evidence:
    """Write the row and its audit; every way in passes here."""
    require(actor, "add_evidence", unit)
    facts = facts or Facts()
    _check(title, facts, local_date(now))
    if not title.strip():
        raise Refused("请填写材料名称。", fields={"title": "请填写材料名称。"})
    evidence = Evidence.objects.create(
        county_id=unit.county_id,
        unit=unit,
        title=title.strip()[:200],
        uploaded_by=post_of(actor),
        uploaded_at=now,
        **asdict(facts),
        **body,
    )
    record_audit(actor=actor, action=f"evidence.add_{evidence.kind}", obj=evidence, now=now)
    return evidence


def _bad_pages(facts: Facts) -> str:
    possible = facts.pages is None or 1 <= facts.pages <= MOST_PAGES
    return "" if possible else f"页数应为 1 至 {MOST_PAGES} 之间的整数。"


def _check(title: str, facts: Facts, today: date) -> None:
    """Words of secrecy anywhere, dates not yet come, years and tags out of range (rule 13)."""
    free_words(title, "材料名称", "title")
    for name in ("doc_number", "page_hint", "formed_by", "keeper"):
        free_words(getattr(facts, name), "填写内容", name)
    wrong = {
        "formed_on": "形成日期不能晚于今天。"
        if facts.formed_on and facts.formed_on > today
        else "",
        "year": f"所属年度应在 2000 年至 {today.year + 1} 年之间。"
        if facts.year is not None and not 2000 <= facts.year <= today.year + 1
        else "",
        "pages": _bad_pages(facts),
        "chain": "环节应为制度、部署、落实、成效之一。"
        if facts.chain and facts.chain not in Chain.values
        else "",
    }
    wrong = {name: words for name, words in wrong.items() if words}
    if wrong:
        raise Refused("".join(wrong.values()), fields=wrong)
