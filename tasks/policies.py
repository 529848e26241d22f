"""May this person do this to a task or a part: one answer for pages, API, admin and batch."""

from datetime import datetime

from tasks.choices import PartState
from tasks.models import Assignment, SavedView, Submission, Task, TaskGroup
from tasks.transitions import NOT_OVER, TABLE, Transition, Who
from units.access import Actor, Seat, SystemSeat
from units.clock import local_date
from units.errors import Forbidden
from units.models import Membership


def standing_to(actor: Actor, part: Assignment) -> frozenset[Who]:
    """Return what the actor is to the part: its unit, its lead, the office, the clock."""
    if isinstance(actor, SystemSeat):
        return frozenset({Who.SYSTEM, Who.LETTER})
    found = set()
    if actor.is_office and part.campaign.county_id == actor.county_id:
        found |= {Who.OFFICE, Who.LETTER}
    if part.unit_id in actor.unit_ids:
        found.add(Who.UNIT)
    elif part.answers_to and part.answers_to.unit_id in actor.unit_ids:
        found.add(Who.LEAD)
    return frozenset(found)


def can(actor: Actor, action: str, part: Assignment) -> bool:
    """Return whether the actor may take `action` on the part as far as persons go.

    A lead reopens an accepted part only while its own is open; a part of a closed task opens
    only with the task, one of a cancelled task never. Whether the state allows it is the table's to say.
    """
    row = TABLE[action]
    if signs_by_token(actor, action):
        return False
    standing = standing_to(actor, part) & row.who
    if action == "reopen" and standing:
        if part.task.state not in NOT_OVER:
            return False
        if standing == {Who.LEAD}:
            lead = part.answers_to
            return lead is not None and lead.state in _OPEN_LEAD
    return bool(standing)


def signs_by_token(actor: Actor, action: str) -> bool:
    """Return whether a script would sign: a head's hand-in is also the unit's sign-off."""
    return action == "submit" and isinstance(actor, Seat) and actor.by_token and actor.is_unit_lead


_OPEN_LEAD = frozenset({PartState.PENDING, PartState.ACTIVE, PartState.RETURNED})


def require(actor: Actor, action: str, part: Assignment) -> None:
    """Raise Forbidden unless the actor may take the action."""
    if signs_by_token(actor, action):
        raise Forbidden("令牌不能代替负责人审签，请负责人登录后报送，或用联络员的令牌。")
    if not can(actor, action, part):
        raise Forbidden(f"您的身份不能对{part.unit.short}的这项分工“{TABLE[action].label}”。")


def actions_for(actor: Actor, part: Assignment) -> list[Transition]:
    """Return the rows of the table that the actor may take on the part now, for buttons."""
    return [
        row
        for row in TABLE.values()
        if row.starts_from(part.state)
        and Who.LETTER not in row.who
        and can(actor, row.action, part)
        and (row.action != "release" or not part.blocking)
    ]


def may_sign(actor: Actor) -> bool:
    """Return whether the actor is a head or deputy of a unit in person: a token never signs."""
    return isinstance(actor, Seat) and actor.is_unit_lead and not actor.by_token


def require_sign(actor: Actor) -> None:
    """Raise Forbidden unless the actor `may_sign`."""
    if not may_sign(actor):
        raise Forbidden("请由本单位主要负责人或分管负责人审签。")


def require_own(actor: Actor, part: Assignment, verb: str) -> None:
    """Raise Forbidden unless the actor sits in the unit of the part."""
    if not (isinstance(actor, Seat) and part.unit_id in actor.unit_ids):
        raise Forbidden(f"“{verb}”只限分工的承办单位。")


def may_call_in(actor: Seat, group: TaskGroup) -> bool:
    """Return whether the actor sits in the office of the county or in a lead of the task."""
    if actor.is_office:
        return actor.county_id == group.task.campaign.county_id
    led: bool = group.task.assignments.led_by(actor.unit_ids).exists()
    return led


def require_call_in(actor: Seat, group: TaskGroup) -> None:
    """Raise Forbidden unless the actor may call a unit of the named group in (rule 5)."""
    if not may_call_in(actor, group):
        raise Forbidden("只有依法治县办和这项任务的牵头单位可以请分组内的单位参加。")


def require_office(actor: Actor, task: Task, verb: str) -> None:
    """Raise Forbidden unless the actor sits in the office of the task's county."""
    require_office_of(actor, task.campaign.county_id, verb)


def require_office_of(actor: Actor, county_id: int, verb: str) -> None:
    """Raise Forbidden unless the actor sits in the office of the county."""
    if not (isinstance(actor, Seat) and actor.is_office and actor.county_id == county_id):
        raise Forbidden(f"只有依法治县办可以{verb}。")


def require_import(actor: Actor, county_id: int | None = None) -> None:
    """Raise Forbidden unless the actor brings plans in: the office, for its own county."""
    if not (isinstance(actor, Seat) and actor.is_office and county_id in (None, actor.county_id)):
        raise Forbidden("工作要点由依法治县办导入。")


def require_own_view(actor: Actor, view: SavedView) -> None:
    """Raise Forbidden unless the view was kept under the seat the actor sits in."""
    if actor.membership is None or view.membership_id != actor.membership.pk:
        raise Forbidden("只能删除自己的视图。")


def has_tasks(seat: Seat) -> bool:
    """Return whether the seat has lists of tasks to read: office, county leaders, unit people.

    Experts read proof and 督查室 the late list (table of rights, docs/rules.md).
    """
    return seat.is_office or seat.is_leader or seat.is_unit


def is_self_review(submission: Submission, actor: Actor, now: datetime) -> bool:
    """Return whether an acceptance by the actor would be a 自审, there being nobody else.

    Raises Forbidden when the actor handed the submission in or signed it and a colleague of the
    reviewing body could review it.
    """
    handed_in_by = submission.handed_in_by
    signed_by = submission.signoff_by
    own_hands = {m.user_id for m in (handed_in_by, signed_by) if m is not None}
    if actor.user is None or actor.user.pk not in own_hands:
        return False
    seats = Membership.objects.current(local_date(now)).filter(
        county_id=submission.assignment.campaign.county_id
    )
    lead = submission.assignment.answers_to
    colleagues = seats.in_office()
    if lead is not None:
        colleagues = colleagues | seats.in_units().of_body(lead.unit.body_id)
    if colleagues.exclude(user_id__in=own_hands).exists():
        raise Forbidden("报送人不能审核自己报送的材料，请由其他同志审核。")
    return True
