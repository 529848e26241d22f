"""Facts about who is asking: the seat a person uses. What a seat may see or do is said elsewhere."""

from dataclasses import dataclass
from functools import cached_property

from units.choices import OFFICE_ROLES, UNIT_LEADS, UNIT_ROLES, Role
from units.models import County, Membership, Unit, User


@dataclass(frozen=True)
class Seat:
    """A person and the membership they act under; administrators sit without membership.

    `address` is where a request came from, for the audit ("" for jobs and commands). `by_token`
    says that a script acts for the person: it never signs.
    """

    user: User
    membership: Membership | None = None
    address: str = ""
    by_token: bool = False

    @property
    def role(self) -> str:
        """The role code, "" for administrators."""
        return self.membership.role if self.membership else ""

    @property
    def county(self) -> County | None:
        """The county of the seat."""
        return self.membership.county if self.membership else None

    @property
    def county_id(self) -> int:
        """The id of the seat's county; 0, which matches no row, for administrators."""
        return self.membership.county_id if self.membership else 0

    @property
    def is_office(self) -> bool:
        """依法治县办."""
        return self.role in OFFICE_ROLES

    @property
    def is_office_head(self) -> bool:
        """依法治县办负责人: signs."""
        return self.role == Role.OFFICE_HEAD

    @property
    def is_unit(self) -> bool:
        """A seat of a unit that answers for parts."""
        return self.role in UNIT_ROLES

    @property
    def is_unit_lead(self) -> bool:
        """主要负责人 or 分管负责人 of a unit: signs what it hands in."""
        return self.role in UNIT_LEADS

    @property
    def is_leader(self) -> bool:
        """县领导."""
        return self.role == Role.LEADER

    @property
    def is_inspector(self) -> bool:
        """督查室."""
        return self.role == Role.INSPECTOR

    @property
    def is_expert(self) -> bool:
        """评审专家."""
        return self.role == Role.EXPERT

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        """Ids of the units whose parts this seat answers for; empty unless a unit seat.

        Units of one body (合署) share their people.
        """
        if not self.is_unit or self.membership is None or self.membership.unit is None:
            return frozenset()
        body = self.membership.unit.body_id
        shared = Unit.objects.filter(same_body_id=body).values_list("pk", flat=True)
        return frozenset({body, *shared})


def system_seat(county: County) -> "SystemSeat":
    """Return the seat under which jobs of a county act."""
    return SystemSeat(county)


@dataclass(frozen=True)
class SystemSeat:
    """The machine: sends reminders, closes silent receipts; never signs, never reviews."""

    county: County
    address: str = ""
    user: None = None
    membership: None = None
    role: str = "system"


Actor = Seat | SystemSeat
