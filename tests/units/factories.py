"""Plain makers of counties, units and people for the tests of this app."""

from datetime import UTC, date, datetime
from itertools import count

from django.test import Client

from units.access import Seat
from units.choices import Relation, Role, UserKind
from units.models import County, Membership, Unit, User

NUMBERS = count(1)
NOON = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)  # Wednesday 12:00 in Beijing
PASSWORD = "Shi-fan-8872"


def a_county(name: str = "示例县", **fields) -> County:
    return County.objects.create(code=f"C{next(NUMBERS)}", name=name, **fields)


def a_unit(county: County, short: str = "", **fields) -> Unit:
    short = short or f"单位{next(NUMBERS)}"
    fields.setdefault("relation", Relation.GOVERNMENT)
    fields.setdefault("name", f"县{short}")
    return Unit.objects.create(county=county, short=short, **fields)


def a_person(name: str = "", *, kind: str = UserKind.BUSINESS, **fields) -> User:
    number = next(NUMBERS)
    person = User(username=f"u{number}", name=name or f"人员{number}", kind=kind)
    person.must_change_password = False
    person.email = f"u{number}@mail.example"
    for field, value in fields.items():
        setattr(person, field, value)
    person.set_password(PASSWORD)
    person.save()
    return person


def a_seat_in(unit: Unit, role: str = Role.LIAISON, person: User | None = None) -> Membership:
    return Membership.objects.create(
        user=person or a_person(),
        county=unit.county,
        unit=unit,
        role=role,
        since=date(2026, 1, 1),
    )


def liaison(unit: Unit) -> Seat:
    membership = a_seat_in(unit)
    return Seat(membership.user, membership, "10.0.0.8")


def office(county: County, role: str = Role.OFFICE_CLERK) -> Seat:
    unit = county.office or a_unit(county, "县委依法治县办", relation=Relation.PARTY)
    if county.office is None:
        county.office = unit
        county.save()
    membership = a_seat_in(unit, role)
    return Seat(membership.user, membership, "10.0.0.9")


def administrator(kind: str = UserKind.SYSADMIN) -> Seat:
    return Seat(a_person(kind=kind), None, "10.0.0.1")


def browser_of(seat: Seat | User) -> Client:
    """Give a browser in which this person is logged in."""
    client = Client()
    user = seat.user if isinstance(seat, Seat) else seat
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
