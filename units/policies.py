"""Which verbs of people, units and settings a seat may use (last column of the table of rights)."""

from collections.abc import Callable
from typing import Any

from units.access import Actor, Seat
from units.choices import UserKind
from units.errors import Forbidden
from units.models import County, Membership

Rule = Callable[[Seat, Any], bool]


def _kind(*kinds: str) -> Rule:
    """Administrators of these kinds."""
    return lambda seat, _: seat.membership is None and seat.user.kind in kinds


def _accounts(seat: Seat, obj: Any) -> bool:
    """System administrators, for business people: no administrator opens another's account."""
    return _kind(UserKind.SYSADMIN)(seat, obj) and (obj is None or obj.kind == UserKind.BUSINESS)


def _rights(seat: Seat, obj: Any) -> bool:
    """Those who hand out seats, to business people only."""
    granted = _kind(UserKind.SYSADMIN, UserKind.SECADMIN)(seat, obj)
    return granted and (obj is None or obj.kind == UserKind.BUSINESS)


def _office(seat: Seat, obj: Any) -> bool:
    """依法治县办, for things of its own county (`obj` None: for the county itself)."""
    return seat.is_office and (obj is None or _county_of(obj) == seat.county_id)


def _member(seat: Seat, obj: Any) -> bool:
    """Anybody who works in the county of the thing."""
    return seat.membership is not None and (obj is None or _county_of(obj) == seat.county_id)


def _calendar(seat: Seat, obj: Any) -> bool:
    """System administrators: all counties of the installation share the calendar.

    Where there is only one county its office keeps it, too.
    """
    if _kind(UserKind.SYSADMIN)(seat, obj):
        return True
    return seat.is_office and not County.objects.exclude(pk=seat.county_id).exists()


def _delivery(seat: Seat, obj: Any) -> bool:
    """System administrators, and the office for messages to people of its county."""
    if _kind(UserKind.SYSADMIN)(seat, obj):
        return True
    people = obj is None or obj.person.memberships.filter(county_id=seat.county_id).exists()
    return seat.is_office and people


def _county_of(obj: Any) -> int | None:
    county_id: int | None = obj.pk if isinstance(obj, County) else obj.county_id
    return county_id


def post_of(actor: Actor) -> Membership:
    """Return the post under which a person acts; raises Forbidden for machine and administrators."""
    if actor.membership is None:
        raise Forbidden(_NO_POST)
    return actor.membership


def county_of(actor: Actor) -> County:
    """Return the county an actor works in; raises Forbidden for administrators."""
    if actor.county is None:
        raise Forbidden(_NO_POST)
    return actor.county


_NO_POST = "管理员账号不能办理业务事项。"


RULES: dict[str, Rule] = {
    "unit.read": _member,
    "unit.edit": _office,
    "group.edit": _office,
    "county.edit": _office,
    "holiday.edit": _calendar,
    "delivery.read": _delivery,
    "delivery.resend": _delivery,
    "county.create": _kind(UserKind.SYSADMIN),
    "person.read": _kind(UserKind.SYSADMIN, UserKind.SECADMIN),
    "person.edit": _accounts,
    "person.seats": _rights,
    "account.unlock": _kind(UserKind.SYSADMIN, UserKind.SECADMIN),
    "audit.read": _kind(UserKind.AUDITOR),
}


def can(seat: Actor | None, action: str, obj: Any = None) -> bool:
    """Return whether this seat may do `action` (a key of RULES) to `obj`; the machine may not."""
    rule = RULES[action]
    return isinstance(seat, Seat) and rule(seat, obj)


def require(seat: Actor | None, action: str, obj: Any = None) -> None:
    """Raise Forbidden unless `can`."""
    if not can(seat, action, obj):
        raise Forbidden("当前身份无权办理此事。如需办理，请联系依法治县办或系统管理员。")
