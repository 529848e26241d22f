"""The bodies and people of a county made in bulk."""

from dataclasses import dataclass
from datetime import date

from units.choices import Relation, Role
from units.models import County, Membership, Unit, User

R = Relation
# How many bodies of each relation, and what their short names begin with.
BODIES = (
    (R.PARTY, "党委部门", 6),
    (R.GOVERNMENT, "县直部门", 32),
    (R.MASS, "群团", 3),
    (R.TOWNSHIP, "乡镇", 14),
    (R.CONGRESS, "人大政协", 1),
    (R.DISCIPLINE, "纪委监委", 1),
    (R.JUDICIAL, "政法机关", 2),
    (R.VERTICAL, "驻县单位", 3),
)


@dataclass(frozen=True)
class Staff:
    """The bodies of a county in their order, and the seats that act in the rows made."""

    units: list[Unit]
    office: Membership
    head: Membership
    leader: Membership
    liaisons: dict[int, Membership]


def make_staff(county: County, *, since: date, today: date, encoded: str) -> Staff:
    """Make office, bodies, one liaison for each, a leader who oversees six of them.

    `encoded` is the hash of the password all of them share, set `today`.
    """
    office = Unit.objects.create(
        county=county, name=f"{county.name}依法治县办", short="县委依法治县办", relation=R.PARTY
    )
    county.office = office
    county.save(update_fields=["office"])
    wanted = [
        (relation, f"{word}{n}") for relation, word, count in BODIES for n in range(1, count + 1)
    ]
    units = Unit.objects.bulk_create(
        [
            Unit(
                county=county,
                name=f"{county.name}{word}",
                short=word,
                relation=relation,
                position=n,
            )
            for n, (relation, word) in enumerate(wanted, 1)
        ]
    )
    people = [
        ("office", "经办人", Role.OFFICE_CLERK, office),
        ("head", "负责人", Role.OFFICE_HEAD, office),
        ("leader", "县领导", Role.LEADER, None),
        *((f"u{n}", f"{unit.short}联络员", Role.LIAISON, unit) for n, unit in enumerate(units, 1)),
    ]
    users = _users(county, [(name, words) for name, words, _, _ in people], today, encoded)
    seats = Membership.objects.bulk_create(
        [
            Membership(user=user, county=county, unit=unit, role=role, since=since)
            for user, (_, _, role, unit) in zip(users, people, strict=True)
        ]
    )
    seats[2].oversees.set(units[6:12])
    return Staff(
        units, seats[0], seats[1], seats[2], {s.unit_id: s for s in seats[3:] if s.unit_id}
    )


def _users(county: County, names: list[tuple[str, str]], today: date, encoded: str) -> list[User]:
    return User.objects.bulk_create(
        [
            User(
                username=f"{county.code}-{name}",
                name=words,
                phone="0900-0000000",
                password=encoded,
                must_change_password=False,
                password_set_on=today,
            )
            for name, words in names
        ]
    )
