"""Reminders to units and advice to the office: inbox items, merged per unit, blaming nobody."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from indicators.models import Campaign
from reports.services.ladder.reading import OwedPart
from units.choices import Role
from units.clock import local_date
from units.models import Membership, Unit
from units.services.inbox import post

Firings = dict[tuple[int, int], int]


def remind(campaign: Campaign, rows: list[OwedPart], firings: Firings, *, now: datetime) -> None:
    """Tell the liaison of each unit (the deputy too, where the step says so), one item a unit."""
    bodies = dict(
        Unit.objects.filter(pk__in={row.unit_id for row in rows}).values_list("pk", "same_body")
    )
    seats = _seats(campaign, {body or unit for unit, body in bodies.items()}, now)
    for unit_id, group in groupby(rows, key=lambda row: row.unit_id):
        owed = [row.owed for row in group]
        to_deputy = any(row.step.to_deputy for row in owed)
        roles = {Role.LIAISON, Role.UNIT_DEPUTY} if to_deputy else {Role.LIAISON}
        late = sum(row.step.offset > 0 for row in owed)
        words = [
            f"{late}项任务已到时限" if late else "",
            f"{len(owed) - late}项任务即将到期" if late < len(owed) else "",
        ]
        post(
            people_memberships=[s for s in seats[bodies[unit_id] or unit_id] if s.role in roles],
            effect=f"ladder.{campaign.pk}.{unit_id}.{_key(owed, firings)}",
            title=f"工作提醒：{'，'.join(filter(None, words))}，请按时报送",
            path="/my/",
            now=now,
        )


def tell_office(
    campaign: Campaign, rows: list[OwedPart], firings: Firings, *, now: datetime
) -> None:
    """Tell the office what to call, visit or talk about; a note for itself only."""
    if rows:
        post(
            people_memberships=Membership.objects.office_of(campaign.county_id, local_date(now)),
            effect=f"ladder.{campaign.pk}.office.{_key([row.owed for row in rows], firings)}",
            title=f"{len(rows)}项任务建议电话、上门联系或约谈（内部）",
            path="/",
            now=now,
        )


def _key(owed: Iterable, firings: Firings) -> int:  # type: ignore[type-arg]
    """Return what makes this act unlike any other: its first firing, written only once."""
    return min(firings[row.part_id, row.step.id] for row in owed)


def _seats(campaign: Campaign, body_ids: set[int], now: datetime) -> dict[int, list[Membership]]:
    """Return the unit seats by the body whose people they are (合署 units share them)."""
    found: dict[int, list[Membership]] = {body_id: [] for body_id in body_ids}
    people = Membership.objects.people_of(body_ids, local_date(now))
    for seat in people.filter(county_id=campaign.county_id).select_related("unit", "user"):
        assert seat.unit is not None
        found[seat.unit.body_id].append(seat)
    return found
