"""Rows into facts for `reports.ladder`: eight reads, whatever the number of parts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Q

from indicators.models import Campaign
from reports.choices import UNDER_WAY, ItemOutcome, LetterKind, LetterState, StepAction, StepAnchor
from reports.ladder import Ladder, Owed, PartFacts, Step
from reports.models import LadderFiring, LadderStep, LetterItem
from tasks.choices import OWED_STATES, ExtensionState
from tasks.deadlines import called_since
from tasks.models import Assignment, ContactNote, Extension, TaskEvent
from tasks.querysets import definitions as is_
from units.calendar import calendar
from units.workdays import Calendar

DRAFTS = {
    LetterKind.PROMPT: StepAction.PROMPT.value,
    LetterKind.SUPERVISION: StepAction.SUPERVISE.value,
}


@dataclass(frozen=True)
class OwedPart:
    """A step owed, with the unit it goes to."""

    owed: Owed
    unit_id: int


def owed_on(campaign: Campaign, today: date) -> list[OwedPart]:
    """Return every step owed in the campaign on `today`; nothing on a rest day."""
    days = calendar()
    ladder = Ladder(steps_of(campaign), today=today, calendar=days)
    if not ladder.steps or not ladder.works:
        return []
    return [
        OwedPart(row, unit_id)
        for unit_id, part in _parts(campaign, ladder.steps, today, days)
        for row in ladder.owed(part)
    ]


def steps_of(campaign: Campaign) -> list[Step]:
    """Return the steps of the campaign's county that are on, lowest first."""
    rows = LadderStep.objects.filter(county_id=campaign.county_id, enabled=True)
    return [
        Step(
            id=row.pk,
            code=row.code,
            name=row.name,
            height=row.height,
            action=row.action,
            anchor=row.anchor,
            offset=row.offset,
            min_span_days=row.min_span_days,
            to_deputy=row.to_deputy,
        )
        for row in rows
    ]


def _parts(
    campaign: Campaign, steps: list[Step], today: date, days: Calendar
) -> Iterator[tuple[int, PartFacts]]:
    ahead = max((-s.offset for s in steps if s.anchor == StepAnchor.DUE), default=0)
    reach = days.add(today, max(ahead, 0))
    returns = min((s.offset for s in steps if s.anchor == StepAnchor.RETURNS), default=10**6)
    near = Q(due_on__lte=reach) | Q(return_count__gte=returns)
    rows = (
        Assignment.objects.filter(is_.counted(), is_.owed(), near, campaign=campaign)
        .filter(long_term=False, issued_on__isnull=False)
        .order_by("unit__position", "unit_id", "id")
        .values_list("id", "unit_id", "due_on", "issued_on", "return_count")
    )
    fired = _fired(campaign)
    limits = _limits(campaign)
    contacts = _contacts(campaign)
    dated = _dated(campaign)
    under_way = _under_way(campaign)
    resting = set(
        Extension.objects.filter(
            assignment__campaign=campaign, state=ExtensionState.ASKED
        ).values_list("assignment_id", flat=True)
    )
    for part_id, unit_id, due_on, issued_on, return_count in rows.iterator(chunk_size=5000):
        contacted_on = contacts.get(part_id)
        yield (
            unit_id,
            PartFacts(
                id=part_id,
                due_on=due_on,
                issued_on=issued_on,
                dated_on=dated.get(part_id),
                returns=return_count,
                contacted=called_since(contacted_on, due_on),
                resting=part_id in resting,
                prompt_due=limits[LetterKind.PROMPT].get(part_id),
                supervision_due=limits[LetterKind.SUPERVISION].get(part_id),
                under_way=frozenset(under_way.get(part_id, ())),
                fired=frozenset(fired.get(part_id, ())),
            ),
        )


def _fired(campaign: Campaign) -> dict[int, set[tuple[int, str]]]:
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    rows = LadderFiring.objects.filter(
        assignment__campaign=campaign, assignment__state__in=OWED_STATES
    ).values_list("assignment_id", "step_id", "anchor")
    for part_id, step_id, anchor in rows.iterator(chunk_size=5000):
        found[part_id].add((step_id, anchor))
    return found


def _limits(campaign: Campaign) -> dict[str, dict[int, date]]:
    """Return per kind the limit set by the last letter issued for the present date in force."""
    rows = (
        LetterItem.objects.filter(
            outcome=ItemOutcome.INCLUDED,
            letter__campaign=campaign,
            letter__kind__in=DRAFTS,
            letter__state=LetterState.ISSUED,
            letter__issued_on__gt=F("assignment__due_on"),
        )
        .values_list("letter__kind", "assignment_id")
        .annotate(limit=Max("letter__answer_by"))
    )
    found: dict[str, dict[int, date]] = {kind: {} for kind in DRAFTS}
    for kind, part_id, limit in rows:
        if limit:
            found[kind][part_id] = limit
    return found


def _under_way(campaign: Campaign) -> dict[int, set[str]]:
    """Return per part the actions whose letter a person still checks, signs or issues."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = (
        LetterItem.objects.filter(
            letter__campaign=campaign, letter__kind__in=DRAFTS, letter__state__in=UNDER_WAY
        )
        .exclude(outcome=ItemOutcome.DROPPED)
        .values_list("assignment_id", "letter__kind")
    )
    for part_id, kind in rows:
        found[part_id].add(DRAFTS[LetterKind(kind)])
    return found


def _dated(campaign: Campaign) -> dict[int, date]:
    """Return the day on which the date in force was set last, of parts that got one anew."""
    rows = (
        TaskEvent.objects.setting_dates()
        .filter(assignment__campaign=campaign, assignment__state__in=OWED_STATES)
        .order_by()
        .values_list("assignment_id")
        .annotate(last=Max("day"))
    )
    return dict(rows)


def _contacts(campaign: Campaign) -> dict[int, date]:
    rows = (
        ContactNote.objects.filter(campaign=campaign)
        .order_by()
        .values_list("assignments")
        .annotate(last=Max("day"))
    )
    return dict(rows)
