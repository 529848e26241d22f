"""What the page of one document shows beside its paper: steps, receipts, history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from reports.choices import HANDS_OVER, ItemOutcome, LetterState
from reports.models import Letter, LetterItem, LetterReceipt
from reports.services.letters.freezing import wanted_states
from tasks.choices import PartState
from units.access import Seat
from units.models import AuditEntry

STEPS = (
    (LetterState.DRAFT, "拟稿"),
    (LetterState.CHECKED, "核稿"),
    (LetterState.FOR_SIGNATURE, "送签"),
    (LetterState.SIGNED, "签发"),
    (LetterState.ISSUED, "编号印发"),
)
# Acts of the audit trail that are the life of a document; reads are for the auditor only.
WORDS = {
    "letter.draft": "拟稿",
    "letter.edit": "修改文稿",
    "letter.check": "核稿",
    "letter.send": "送签",
    "letter.sign": "签发",
    "letter.sign_offline": "登记线下签发",
    "letter.reject": "退回拟稿",
    "letter.discard": "不再发出",
    "letter.issue": "编号印发",
    "letter.receive": "签收",
    "letter.revoke": "撤销",
}
KINDS = {"letter.reject": "hot", "letter.revoke": "hot", "letter.issue": "doc"}


@dataclass(frozen=True)
class Receipt:
    """One unit that has, or should have, the document."""

    unit: str
    received: bool
    # Cancelled before anybody had seen it: it waits for nobody any more.
    called_off: bool = False
    when: date | datetime | None = None
    who: str = ""
    silent: bool = False


def steps(letter: Letter) -> list[dict[str, Any]]:
    """Return the steps of its life: those done, and the one it waits for."""
    codes = [code for code, _ in STEPS]
    at = codes.index(LetterState(letter.state)) if letter.state in codes else -1
    return [
        {"n": n + 1, "label": label, "done": n <= at or letter.is_out, "current": n == at + 1}
        for n, (_, label) in enumerate(STEPS)
    ]


def items(letter: Letter) -> list[LetterItem]:
    """Return the parts it speaks of, with task and unit."""
    return list(letter.items.select_related("assignment__task", "assignment__unit"))


def to_receive(parts: Iterable[LetterItem]) -> int:
    """Return how many of the parts it handed over are not acknowledged yet."""
    rows = (row for row in parts if row.outcome == ItemOutcome.INCLUDED)
    return sum(row.assignment.state == PartState.PENDING for row in rows)


def settled(letter: Letter, parts: Iterable[LetterItem]) -> int:
    """Return how many of the parts it lists do not belong into it any more."""
    wanted = wanted_states(letter.kind)
    listed = (row for row in parts if row.outcome != ItemOutcome.DROPPED)
    return sum(row.assignment.state not in wanted for row in listed)


def receipts(letter: Letter, seat: Seat, parts: Iterable[LetterItem]) -> list[Receipt]:
    """Return the receipts the seat may see; a 交办函 is received by acknowledging its parts."""
    rows = LetterReceipt.objects.of(seat).filter(letter=letter)
    rows = rows.select_related("unit", "received_by__user")
    by_parts = _by_parts(parts) if letter.kind in HANDS_OVER and letter.is_out else None
    return [_receipt(row, by_parts) for row in rows.order_by("unit__position", "unit_id")]


def _receipt(row: LetterReceipt, by_parts: Receipt | None) -> Receipt:
    name = row.unit.short
    if row.received_at:
        who = row.received_by.user.name if row.received_by else ""
        return Receipt(name, received=True, when=row.received_at, who=who)
    return replace(by_parts, unit=name) if by_parts else Receipt(name, received=False)


def _by_parts(rows: Iterable[LetterItem]) -> Receipt:
    parts = [row.assignment for row in rows if row.outcome == ItemOutcome.INCLUDED]
    days = [part.acknowledged_on for part in parts if part.acknowledged_on]
    unseen = any(part.is_unseen for part in parts)
    called_off = not unseen and all(part.was_called_off_unseen for part in parts)
    seen = [part for part in parts if part.acknowledged_on]
    return Receipt(
        "",
        received=not unseen and not called_off,
        called_off=called_off,
        when=max(days, default=None),
        silent=bool(seen) and all(part.acknowledged_silently for part in seen),
    )


def sent_this_month(county_id: int, today: date) -> dict[int, int]:
    """Return how many documents each unit has been sent this month (减负, rule 1); one query."""
    rows = LetterReceipt.objects.filter(
        letter__county_id=county_id,
        letter__state=LetterState.ISSUED,
        letter__issued_on__gte=today.replace(day=1),
    )
    return dict(rows.order_by().values_list("unit_id").annotate(n=Count("pk")))


def history(letter: Letter) -> list[dict[str, Any]]:
    """Return what was done with it, newest first, for `parts/timeline.html`; one query.

    Letters have no history of their own beside the audit: who did what and when is all there is to
    tell, for the words of a letter stand in its draft, its frozen copy and its 退稿意见. The caller
    has found the letter under `visible_to`; units, who see issued letters only, are not shown it.
    """
    acts = AuditEntry.objects.filter(
        object_type="reports.letter", object_id=str(letter.pk), action__in=WORDS
    )
    return [
        {
            "kind": KINDS.get(act.action, ""),
            "title": WORDS[act.action],
            "at": act.at,
            "who": _who(act),
        }
        for act in acts.select_related("user", "membership__unit").order_by("-pk")[:200]
    ]


def _who(act: AuditEntry) -> str:
    if act.user is None:
        return "系统"
    unit = act.membership.unit if act.membership else None
    return f"{unit.short} {act.user.name}" if unit else act.user.name
