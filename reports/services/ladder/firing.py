"""Fires what the ladder owes: reminders go out by themselves, letters are drafted for a person."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from indicators.models import Campaign
from reports.choices import StepAction
from reports.models import LadderFiring, LetterHead
from reports.services.ladder.letters import draft_letters
from reports.services.ladder.reading import OwedPart, owed_on
from reports.services.ladder.reminders import remind, tell_office
from units.clock import local_date
from units.errors import Refused
from units.faults import fault


@dataclass(frozen=True)
class Run:
    """What one run did: the firings written, the letters drafted, and what was owed."""

    fired: int
    superseded: int
    letters: tuple[int, ...]
    owed: tuple[OwedPart, ...] = field(default=(), compare=False, repr=False)


def climbing() -> QuerySet[Campaign]:
    """Return the running campaigns of counties that have switched their ladder on."""
    rows = Campaign.objects.filter(active=True, county__letter_head__ladder_on=True)
    return rows.select_related("county").order_by("pk")


@transaction.atomic
def run(campaign: Campaign, *, now: datetime) -> Run:
    """Fire everything owed in the campaign now; running it again at once does nothing.

    The campaign row is held, so that of two planners the second sees what the first has fired;
    `no_key`, so that tasks may be written into the campaign meanwhile.
    Raises Refused where the county has no 发文设置 to draft letters with.
    """
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    head = LetterHead.objects.filter(county_id=campaign.county_id).first()
    if head is None:
        raise Refused("还没有发文设置，请先在“设置—发文设置”中填写，再启用督促提醒。")
    today = local_date(now)
    owed = owed_on(campaign, today)
    firings = _write(owed, today)
    fault("after_firings")
    live = [row for row in owed if not row.owed.superseded]
    remind(campaign, _of(live, StepAction.REMIND), firings, now=now)
    tell_office(campaign, _of(live, StepAction.CALL, StepAction.TALK), firings, now=now)
    drafts = _of(live, StepAction.PROMPT, StepAction.SUPERVISE)
    letters = draft_letters(campaign, head, drafts, firings, now=now)
    drafted = tuple(letter.pk for letter in letters)
    return Run(len(live), len(owed) - len(live), drafted, tuple(owed))


def _write(owed: list[OwedPart], today: date) -> dict[tuple[int, int], int]:
    """Note the firings; returns their ids by part and step."""
    rows = LadderFiring.objects.bulk_create(
        [
            LadderFiring(
                assignment_id=row.owed.part_id,
                step_id=row.owed.step.id,
                anchor=row.owed.anchor,
                due_on=row.owed.due_on,
                fired_on=today,
                superseded=row.owed.superseded,
                reason=row.owed.reason,
            )
            for row in owed
        ],
        batch_size=1000,
    )
    return {(row.assignment_id, row.step_id): row.pk for row in rows}


def _of(rows: list[OwedPart], *actions: StepAction) -> list[OwedPart]:
    return [row for row in rows if row.owed.step.action in actions]
