"""What units ask of the office: 申请调整分工 and 延期, with the day by which an answer is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from indicators.models import Campaign
from reports.figures.sets import Moment
from tasks.choices import ExtensionState, PartState
from tasks.models import Assignment, Extension, TaskEvent, WorkRules
from units.clock import local_date


@dataclass(frozen=True)
class Request:
    """One request; `extension` is set where it is for more time. `left` < 0: our answer is late."""

    part: Assignment
    words: str
    answer_by: date
    left: int
    extension: Extension | None = None


def requests_of(campaign: Campaign, moment: Moment, rules: WorkRules) -> list[Request]:
    """Return the open requests, the one to answer first on top; two queries."""
    found = [*_objections(campaign, moment, rules), *_extensions(campaign, moment, rules)]
    return sorted(found, key=lambda row: row.answer_by)


def _objections(campaign: Campaign, moment: Moment, rules: WorkRules) -> list[Request]:
    said = TaskEvent.objects.filter(assignment_id=OuterRef("pk"), action="object").order_by("-id")
    rows = (
        Assignment.objects.filter(campaign=campaign, state=PartState.OBJECTED)
        .annotate(said=Subquery(said.values("words")[:1]), said_on=Subquery(said.values("day")[:1]))
        .select_related("unit", "task")
    )
    return [
        _request(row, row.said or "", row.said_on or moment.today, moment, rules) for row in rows
    ]


def _extensions(campaign: Campaign, moment: Moment, rules: WorkRules) -> list[Request]:
    rows = Extension.objects.filter(
        assignment__campaign=campaign, state=ExtensionState.ASKED
    ).select_related("assignment__unit", "assignment__task")
    return [
        _request(row.assignment, row.reason, local_date(row.asked_at), moment, rules, row)
        for row in rows
    ]


def _request(
    part: Assignment,
    words: str,
    asked_on: date,
    moment: Moment,
    rules: WorkRules,
    extension: Extension | None = None,
) -> Request:
    answer_by = moment.calendar.add(asked_on, rules.answer_workdays)
    left = moment.calendar.between(moment.today, answer_by)
    return Request(part, words, answer_by, left, extension)
