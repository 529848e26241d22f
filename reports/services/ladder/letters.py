"""提示函 and 督办函 that the ladder drafts; a person checks, signs and issues them (rule 3)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from indicators.models import Campaign
from reports.choices import LetterKind, StepAction, SupervisionRoute
from reports.letters.wording import Wordings
from reports.models import LadderFiring, Letter, LetterHead
from reports.services.ladder.limits import span_of
from reports.services.ladder.reading import OwedPart
from reports.services.ladder.reminders import Firings
from reports.services.letters.drafting import draft_letter
from reports.services.settings.wording import wording_of
from tasks.models import Assignment
from units.access import system_seat
from units.calendar import calendar
from units.clock import local_date
from units.models import Membership
from units.services.inbox import post


def draft_letters(
    campaign: Campaign,
    head: LetterHead,
    rows: list[OwedPart],
    firings: Firings,
    *,
    now: datetime,
) -> list[Letter]:
    """Draft one 提示函 per unit, and one 督办函 per matter (一事一单, never merged)."""
    prompts = [row for row in rows if row.owed.step.action == StepAction.PROMPT]
    groups = [
        (LetterKind.PROMPT, list(group))
        for _, group in groupby(prompts, key=lambda row: row.unit_id)
    ]
    groups += [
        (LetterKind.SUPERVISION, [row])
        for row in rows
        if row.owed.step.action == StepAction.SUPERVISE
    ]
    parts = Assignment.objects.select_related("task__plan", "unit__county", "campaign").in_bulk(
        [row.owed.part_id for row in rows]
    )
    letters = []
    wording = wording_of(campaign.county_id)
    for kind, group in groups:
        chosen = {row.owed.part_id: parts[row.owed.part_id] for row in group}
        letter = _draft(campaign, head, kind, chosen.values(), wording, now=now)
        ids = [firings[row.owed.part_id, row.owed.step.id] for row in group]
        LadderFiring.objects.filter(pk__in=ids).update(letter=letter)
        letters.append(letter)
    if letters:
        post(
            people_memberships=Membership.objects.office_of(campaign.county_id, local_date(now)),
            effect=f"ladder.{campaign.pk}.drafts.{letters[0].pk}",
            title=f"已拟{len(letters)}份提示函、督办函，请核稿",
            path="/letters/?tab=drafts",
            now=now,
        )
    return letters


def _draft(
    campaign: Campaign,
    head: LetterHead,
    kind: LetterKind,
    parts: Iterable[Assignment],
    wording: Wordings,
    *,
    now: datetime,
) -> Letter:
    rows = list(parts)
    supervises = kind == LetterKind.SUPERVISION
    return draft_letter(
        kind,
        rows[0].unit,
        rows,
        actor=system_seat(campaign.county),
        now=now,
        answer_by=calendar().add(local_date(now), span_of(head, kind)),
        wording=wording,
        route=(head.supervision_route or SupervisionRoute.OFFICE) if supervises else "",
    )
