"""Seats (任职): who is what, where, from when until when."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from units.access import Seat
from units.choices import OFFICE_ROLES, UNIT_ROLES, Role, UserKind
from units.clock import local_date
from units.errors import Refused
from units.models import County, Membership, Unit, User
from units.policies import require
from units.querysets.access import MembershipQuerySet
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.words import free_words


@transaction.atomic
def give_seat(
    *,
    actor: Seat,
    person: User,
    county: County,
    role: str,
    unit: Unit | None,
    since: date,
    now: datetime,
    duty: str = "",
    oversees: Sequence[Unit] = (),
) -> Membership:
    """Return a new seat of the person, open at its end.

    Raises Forbidden unless the actor hands out rights; Refused for a closed account, a unit of
    another county, an office role outside the office, or a seat the person already holds.
    """
    require(actor, "person.seats", person)
    duty = free_words(duty, "职务", "duty")
    lock_county(county.pk)
    check_seat(person=person, county=county, role=role, unit=unit)
    seat = Membership.objects.create(
        user=person, county=county, unit=unit, role=role, duty=duty, since=since
    )
    seat.oversees.set([row for row in oversees if row.county_id == county.pk])
    record_audit(actor=actor, action="seat.give", obj=seat, now=now)
    return seat


def check_seat(*, person: User, county: County, role: str, unit: Unit | None) -> None:
    """Raise Refused if the person cannot be given such a seat."""
    if person.kind != UserKind.BUSINESS:
        raise Refused("管理员账号不能兼任业务岗位，请另设账号。")
    if not person.is_active:
        raise Refused(f"{person.name}的账号已停用，请先恢复账号。")
    if unit is None and role in UNIT_ROLES | OFFICE_ROLES:
        raise Refused("请选择单位。", fields={"unit": "这一角色须有单位。"})
    if unit is not None and unit.county_id != county.pk:
        raise Refused("所选单位不在这个县（市、区）。", fields={"unit": "请重新选择单位。"})
    if unit is not None and not unit.active:
        raise Refused(f"{unit.short}已撤销，请选择在用单位。", fields={"unit": "单位已撤销。"})
    if role in OFFICE_ROLES and (unit is None or unit.pk != county.office_id):
        raise Refused(
            f"“{Role(role).label}”只能任职于依法治县办。", fields={"unit": "请选择依法治县办。"}
        )
    if Membership.objects.filter(user=person, unit=unit, role=role, until__isnull=True).exists():
        raise Refused(f"{person.name}已有这个岗位，无需重复添加。")


@transaction.atomic
def end_seat(*, actor: Seat, seat: Membership, now: datetime) -> None:
    """End a seat as `end_seats` does; raises Refused when it has ended already."""
    require(actor, "person.seats", seat.user)
    today = local_date(now)
    stored = Membership.objects.filter(pk=seat.pk)
    if not stored.filter(_not_ended(today)).exists():
        raise Refused("这个岗位已经结束。")
    end_seats(stored, today=today)
    record_audit(actor=actor, action="seat.end", obj=seat, now=now)


def end_seats(seats: MembershipQuerySet, *, today: date) -> None:
    """End these seats with the end of today; those ended before stay as they are.

    A seat that would have begun later is taken away: nobody sat in it, and an end on the day of
    its beginning would make it live for that day. The caller writes the audit.
    """
    seats.filter(since__gt=today).delete()
    seats.filter(_not_ended(today)).update(until=today)


def _not_ended(today: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=today)
