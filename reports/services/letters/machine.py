"""Locking and moving a letter: every act on one goes through here, notices' too."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from reports import policies
from reports.letters.acts import TABLE, Act
from reports.models import Letter
from units.access import Seat
from units.errors import Conflict
from units.services.audit import record_audit


def begin(verb: str, letter_id: int, *, actor: Seat) -> Letter:
    """Lock the letter and check that the actor may do `verb` now.

    Raises Forbidden when the person may not, Conflict when the state does not allow it.
    """
    rows = Letter.objects.select_for_update(of=("self",)).select_related("county", "unit", "batch")
    letter: Letter = rows.get(pk=letter_id)
    policies.require(actor, verb, letter)
    _refuse_other_states(letter, TABLE[verb])
    return letter


def move(
    letter: Letter,
    verb: str,
    *,
    actor: Seat,
    now: datetime,
    audit: str = "",
    audited: Model | None = None,
    **fields: Any,
) -> Letter:
    """Write the state that `verb` leads to, on condition that nobody was faster, and the audit entry.

    `fields`, and whatever else the service has set on the letter, is written with it. The entry
    speaks of the letter in the words of the table, or of `audited` with the code `audit`. Raises
    Conflict where the table does not allow the act, or the row changed since it was read.
    """
    act = TABLE[verb]
    _refuse_other_states(letter, act)
    held = Letter.objects.filter(pk=letter.pk, state=letter.state, version=letter.version)
    for name, value in fields.items():
        setattr(letter, name, value)
    letter.state = act.target or letter.state
    letter.version += 1
    if not held.update(**_columns(letter)):
        letter.refresh_from_db()
        raise Conflict(_stands(letter, act))
    record_audit(actor=actor, action=audit or act.audit, obj=audited or letter, now=now)
    return letter


def _columns(letter: Letter) -> dict[str, Any]:
    fields = letter._meta.concrete_fields
    return {row.attname: getattr(letter, row.attname) for row in fields if not row.primary_key}


def _refuse_other_states(letter: Letter, act: Act) -> None:
    if not act.starts_from(letter.state, letter.kind):
        raise Conflict(_stands(letter, act))


def _stands(letter: Letter, act: Act) -> str:
    return f"文书“{letter.title}”现为“{letter.get_state_display()}”，{act.way_out}"
