"""Whom to ring up at a unit."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from units.choices import Role
from units.models import Membership, Unit


class Liaison(NamedTuple):
    """联络员: name and telephone, both empty where nobody is appointed."""

    name: str = ""
    phone: str = ""


def liaisons(units: Iterable[tuple[int, int]], today: date) -> dict[int, Liaison]:
    """Name the liaison of each unit, else that of the body it belongs to (合署); one query.

    `units` are pairs of unit id and body id; the answer is by unit id.
    """
    asked = dict(units)
    own: dict[int, Liaison] = {}
    shared: dict[int, Liaison] = {}
    seats = Membership.objects.current(today).of_bodies(set(asked.values()))
    for unit, body, name, phone in (
        seats.filter(role=Role.LIAISON)
        .order_by("pk")
        .values_list("unit_id", "unit__same_body_id", "user__name", "user__phone")
    ):
        own.setdefault(unit, Liaison(name, phone))
        shared.setdefault(body or unit, Liaison(name, phone))
    return {unit: own.get(unit) or shared.get(body, Liaison()) for unit, body in asked.items()}


def without_liaison(units: Iterable[Unit], today: date) -> list[Unit]:
    """Return the units for which nobody would see a document: no 联络员, not of its body either."""
    asked = list(units)
    found = liaisons([(unit.pk, unit.body_id) for unit in asked], today)
    return [unit for unit in asked if not found[unit.pk].name]
