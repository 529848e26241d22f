"""Taking back a wrong upload: asked by one person, confirmed by another, tombstone kept (rule 13)."""

from datetime import datetime

from django.db import transaction

from indicators.choices import EvidenceState
from indicators.models import Evidence
from indicators.policies import require
from indicators.services.sweep import purge
from units.access import Actor
from units.errors import Conflict
from units.services.audit import record_audit
from units.words import need_words

_MEANWHILE = "这份材料的状态刚刚有变化，请刷新后再办理。"


@transaction.atomic
def ask_removal(*, actor: Actor, evidence: Evidence, reason: str, now: datetime) -> Evidence:
    """Ask that a wrong upload be removed; from now on only owner and office open its file."""
    require(actor, "ask_removal", evidence)
    words = need_words(reason, "移除原因")
    _move(
        evidence,
        EvidenceState.LIVE,
        state=EvidenceState.REMOVAL,
        removal_reason=words[:200],
        removal_asked_by=actor.membership,
    )
    record_audit(actor=actor, action="evidence.ask_removal", obj=evidence, now=now)
    return evidence


@transaction.atomic
def drop_removal(*, actor: Actor, evidence: Evidence, now: datetime) -> Evidence:
    """Take the request back: the proof stays."""
    require(actor, "drop_removal", evidence)
    _move(
        evidence,
        EvidenceState.REMOVAL,
        state=EvidenceState.LIVE,
        removal_reason="",
        removal_asked_by=None,
    )
    record_audit(actor=actor, action="evidence.drop_removal", obj=evidence, now=now)
    return evidence


@transaction.atomic
def confirm_removal(*, actor: Actor, evidence: Evidence, now: datetime) -> Evidence:
    """Remove for good, as a second person; the bytes go unless other proof has the same ones."""
    require(actor, "confirm_removal", evidence)
    _move(
        evidence,
        EvidenceState.REMOVAL,
        state=EvidenceState.REMOVED,
        removed_by=actor.membership,
        removed_at=now,
    )
    if evidence.blob is not None:
        purge(evidence.blob, now=now)
    record_audit(actor=actor, action="evidence.confirm_removal", obj=evidence, now=now)
    return evidence


def _move(evidence: Evidence, before: str, **values: object) -> None:
    """Write by conditional update: who comes second is told, not overruled."""
    rows = Evidence.objects.filter(pk=evidence.pk, state=before)
    if not rows.update(**values):
        raise Conflict(_MEANWHILE)
    evidence.refresh_from_db()
