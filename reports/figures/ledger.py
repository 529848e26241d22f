"""The rows of the task ledger: one per handed-over part, each with the set that counts it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, Case, ExpressionWrapper, Value, When

from reports.figures.sets import HANDED_OVER, SETS, Moment
from tasks.choices import PartRole, PartState
from tasks.models import Assignment
from tasks.querysets import definitions as is_
from units.choices import ASKED_ONLY

# 分工 is the sum of these: every part has exactly one of them as its 时效.
KINDS = ("accepted", "overdue", "due_soon", "normal", "released")
CHUNK = 2000
ASKED = "协助单位"
_FIELDS = (
    "task__chapter__title",
    "task__number",
    "task__title",
    "unit__short",
    "unit__relation",
    "word",
    "role",
    "due_on",
    "state",
    "issued_on",
    "acknowledged_on",
    "first_handed_in_on",
    "accepted_on",
    "return_count",
)


class LedgerRow(NamedTuple):
    """One part as the ledger says it; `kind` is one of KINDS, `late` counts workdays."""

    chapter: str
    number: str
    title: str
    unit: str
    role: str
    due_on: date | None
    state: str
    kind: str
    on_time: bool
    late: int
    issued_on: date | None
    acknowledged_on: date | None
    first_handed_in_on: date | None
    accepted_on: date | None
    returns: int


def ledger_rows(campaign_id: int, moment: Moment) -> Iterator[LedgerRow]:
    """Yield the handed-over parts of a campaign by task and rank; one query, read in chunks.

    The rows of a kind are as many as `campaign_figures` counts at the same moment.
    """
    kind = Case(*(When(SETS[name].where(moment), then=Value(name)) for name in KINDS))
    on_time = ExpressionWrapper(is_.on_time(), output_field=BooleanField())
    rows = (
        Assignment.objects.filter(HANDED_OVER, campaign_id=campaign_id)
        .order_by("task__position", "task_id", "rank", "pk")
        .values_list(*_FIELDS, kind, on_time)
    )
    for (
        chapter,
        number,
        title,
        unit,
        relation,
        word,
        role,
        due_on,
        state,
        *days,
        kind_,
        timely,
    ) in rows.iterator(chunk_size=CHUNK):
        workdays = moment.days_late(due_on) if kind_ == "overdue" else 0
        yield LedgerRow(
            chapter or "",
            number,
            title,
            unit,
            # Bodies that may only be asked show as 协助单位, whatever the plan called them (rule 2).
            ASKED if relation in ASKED_ONLY else word or PartRole(role).label,
            due_on,
            PartState(state).label,
            kind_,
            bool(timely),
            workdays,
            *days,
        )
