"""What stands in the way of tasks: the facts of the 问题清单 of a 通报.

Facts only (rule 4): no persons, no words of anybody, no scores; bodies that may only be asked do
not stand here (rule 2).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from indicators.models import Campaign
from reports.figures.rows import Row
from tasks.choices import OWED_STATES, ExtensionState, PartState
from tasks.models import Assignment, Extension
from tasks.querysets import definitions as is_
from units.choices import ASKED_ONLY

OBJECTED, EXTENSION, WAITING, RETURNED = "objected", "extension", "waiting", "returned"
WORDS = {
    OBJECTED: "申请调整分工",
    EXTENSION: "申请延期",
    WAITING: "牵头单位待其报送",
    RETURNED: "多次退回修改",
}
# 退回修改 so many times is no longer the ordinary course of a review.
OFTEN = 2


def problem_facts(campaign: Campaign, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return one fact per part and problem as JSON data, in the order of `rows`; one query.

    `problem` is one of: the unit disputes its part, it asks for more time, a lead waits for it
    although its date has passed (rule 8, 待××单位), it was returned `OFTEN` times or more.
    """
    asked = Extension.objects.filter(assignment_id=OuterRef("pk"), state=ExtensionState.ASKED)
    open_ = Assignment.objects.filter(is_.open_(), campaign=campaign)
    found = open_.exclude(unit__relation__in=ASKED_ONLY).annotate(
        wants_time=Exists(asked), lead_state=F("answers_to__state")
    )
    troubled = found.filter(
        Q(state=PartState.OBJECTED)
        | Q(wants_time=True)
        | Q(return_count__gte=OFTEN)
        | Q(lead_state__in=OWED_STATES)
    )
    names = ("pk", "wants_time", "return_count", "lead_state")
    facts = {pk: told for pk, *told in troubled.order_by().values_list(*names)}
    return [
        {**_plain(row), "problem": problem}
        for row in rows
        if row.fact.part_id in facts
        for problem in _problems(row, *facts[row.fact.part_id])
    ]


def _problems(row: Row, wants_time: bool, returns: int, lead_state: str | None) -> Iterator[str]:
    if "objected" in row.sets:
        yield OBJECTED
    if wants_time:
        yield EXTENSION
    if lead_state in OWED_STATES and "overdue" in row.sets:
        yield WAITING
    if returns >= OFTEN:
        yield RETURNED


def _plain(row: Row) -> dict[str, Any]:
    """Return what is said of the part; how late it is stands in the late list only."""
    fact = row.fact.as_json()
    del fact["days_late"]
    return fact
