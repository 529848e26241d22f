"""Fires what the ladder owes: reminders go out by themselves, letters are drafted for a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from indicators.models import Campaign
from reports.choices import LetterKind, StepAction, SupervisionRoute
from reports.models import LadderFiring, Letter, LetterHead
from reports.services.ladder.reading import OwedPart, owed_on
from reports.services.letters.drafting import draft_letter
from tasks.models import Assignment
from units.access import SystemSeat, system_seat
from units.calendar import calendar
from units.choices import Role
from units.clock import local_date
from units.models import Membership, Unit
from units.services.inbox import post


@dataclass(frozen=True)
class Run:
    """What one run did: the firings written and the letters drafted."""

    fired: int
    superseded: int
    letters: tuple[int, ...]


@transaction.atomic
def run(campaign: Campaign, *, now: datetime) -> Run:
    """Fire everything owed in the campaign now; running it again at once does nothing.

    The campaign row is held, so that of two planners the second sees what the first has fired.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    today = local_date(now)
    owed = owed_on(campaign, today)
    firings = LadderFiring.objects.bulk_create(
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
    by_part = {(f.assignment_id, f.step_id): f for f in firings}
    live = [row for row in owed if not row.owed.superseded]
    _remind(campaign, [r for r in live if r.owed.step.action == StepAction.REMIND], now)
    _tell_office(campaign, live, now)
    letters = _draft(campaign, live, by_part, now)
    return Run(len(live), len(owed) - len(live), tuple(letter.pk for letter in letters))


def _remind(campaign: Campaign, rows: list[OwedPart], now: datetime) -> None:
    today = local_date(now)
    bodies = _bodies(rows)
    seats = _seats(campaign, bodies.values(), now)
    for unit_id, owed in _by_unit(rows).items():
        late = any(row.owed.step.offset > 0 for row in owed)
        deputies = any(row.owed.step.to_deputy for row in owed)
        roles = {Role.LIAISON, Role.UNIT_DEPUTY} if deputies else {Role.LIAISON}
        words = "已过办理时限，请尽快报送" if late else "即将到期，请按时报送"
        post(
            people_memberships=[s for s in seats[bodies[unit_id]] if s.role in roles],
            effect=f"ladder.{campaign.pk}.{unit_id}.{today}",
            title=f"工作提醒：{len(owed)}项任务{words}",
            path="/my/",
            now=now,
        )


def _tell_office(campaign: Campaign, rows: list[OwedPart], now: datetime) -> None:
    talks = [r for r in rows if r.owed.step.action in (StepAction.TALK, StepAction.CALL)]
    if not talks:
        return
    office = Membership.objects.current(local_date(now)).in_office()
    post(
        people_memberships=office.filter(county_id=campaign.county_id),
        effect=f"ladder.{campaign.pk}.office.{local_date(now)}",
        title=f"{len(talks)}项任务建议电话、上门联系或约谈（内部）",
        path="/",
        now=now,
    )


def _draft(
    campaign: Campaign,
    rows: list[OwedPart],
    firings: dict[tuple[int, int], LadderFiring],
    now: datetime,
) -> list[Letter]:
    head = LetterHead.objects.filter(county_id=campaign.county_id).first()
    if head is None:
        return []
    actor = system_seat(campaign.county)
    days, today = calendar(), local_date(now)
    prompts = [r for r in rows if r.owed.step.action == StepAction.PROMPT]
    letters = [
        _letter(
            LetterKind.PROMPT,
            group,
            firings,
            actor,
            now,
            answer_by=days.add(today, head.prompt_workdays),
        )
        for group in _by_unit(prompts).values()
    ]
    # 一事一单: a supervision letter is never merged (starter ladder).
    letters += [
        _letter(
            LetterKind.SUPERVISION,
            [row],
            firings,
            actor,
            now,
            answer_by=days.add(today, head.supervision_workdays),
            route=head.supervision_route or SupervisionRoute.OFFICE,
        )
        for row in rows
        if row.owed.step.action == StepAction.SUPERVISE
    ]
    if letters:
        office = Membership.objects.current(today).in_office()
        post(
            people_memberships=office.filter(county_id=campaign.county_id),
            effect=f"ladder.{campaign.pk}.drafts.{today}",
            title=f"已拟{len(letters)}份提示函、督办函，请核稿",
            path="/letters/?state=draft",
            now=now,
        )
    return letters


def _letter(
    kind: LetterKind,
    rows: list[OwedPart],
    firings: dict[tuple[int, int], LadderFiring],
    actor: SystemSeat,
    now: datetime,
    **fields: object,
) -> Letter:
    parts = Assignment.objects.filter(pk__in=[r.owed.part_id for r in rows]).select_related(
        "task__plan", "unit__county", "campaign"
    )
    loaded = list(parts)
    letter = draft_letter(kind, loaded[0].unit, loaded, actor=actor, now=now, **fields)  # type: ignore[arg-type]
    for row in rows:
        firing = firings[(row.owed.part_id, row.owed.step.id)]
        LadderFiring.objects.filter(pk=firing.pk).update(letter=letter)
    return letter


def _by_unit(rows: Iterable[OwedPart]) -> dict[int, list[OwedPart]]:
    groups: dict[int, list[OwedPart]] = defaultdict(list)
    for row in rows:
        groups[row.unit_id].append(row)
    return groups


def _bodies(rows: Iterable[OwedPart]) -> dict[int, int]:
    units = Unit.objects.filter(pk__in={row.unit_id for row in rows})
    return {unit.pk: unit.body_id for unit in units}


def _seats(
    campaign: Campaign, body_ids: Iterable[int], now: datetime
) -> dict[int, list[Membership]]:
    wanted = set(body_ids)
    found: dict[int, list[Membership]] = {body_id: [] for body_id in wanted}
    people = Membership.objects.current(local_date(now)).in_units().select_related("unit", "user")
    for seat in people.filter(county_id=campaign.county_id):
        assert seat.unit is not None
        if seat.unit.body_id in wanted:
            found[seat.unit.body_id].append(seat)
    return found
