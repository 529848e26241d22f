"""The county: made once on an empty installation, its settings kept by its office."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from units.access import Seat
from units.choices import Relation, Role
from units.errors import Refused
from units.models import County, Unit, User
from units.policies import require
from units.services.audit import record_audit
from units.services.holidays import seed_years
from units.services.people import open_account
from units.services.seats import give_seat


@dataclass(frozen=True)
class FirstFacts:
    """What the set-up page asks: the county, its office, and the first person there."""

    code: str
    name: str
    office_name: str
    office_short: str
    username: str
    person_name: str
    phone: str = ""
    email: str = ""


@transaction.atomic
def set_up(*, actor: Seat, facts: FirstFacts, today: date, now: datetime) -> tuple[User, str]:
    """Make the first county with its office and the first office head, and the known calendar.

    Returns the person and the password shown once. Raises Forbidden unless a system administrator
    does it, Refused once a county exists.
    """
    require(actor, "county.create")
    if County.objects.exists():
        raise Refused("系统已有县（市、区），首次设置只能进行一次。")
    county = County.objects.create(code=facts.code, name=facts.name)
    county.office = Unit.objects.create(
        county=county,
        name=facts.office_name,
        short=facts.office_short,
        relation=Relation.PARTY,
    )
    county.save(update_fields=["office"])
    seed_years()
    person, word = open_account(
        actor=actor,
        username=facts.username,
        name=facts.person_name,
        phone=facts.phone,
        email=facts.email,
        now=now,
    )
    give_seat(
        actor=actor,
        person=person,
        county=county,
        role=Role.OFFICE_HEAD,
        unit=county.office,
        since=today,
        now=now,
    )
    record_audit(actor=actor, action="county.create", obj=county, now=now)
    return person, word


@transaction.atomic
def change_county(
    *, actor: Seat, county: County, mail_from_hour: int, mail_until_hour: int, now: datetime
) -> None:
    """Write when messages may leave; raises Refused unless the window opens before it shuts."""
    require(actor, "county.edit", county)
    if not 0 <= mail_from_hour < mail_until_hour <= 24:
        sentence = "结束时间须晚于开始时间，且不晚于 24 时。"
        raise Refused(sentence, fields={"mail_until_hour": sentence})
    county.mail_from_hour, county.mail_until_hour = mail_from_hour, mail_until_hour
    county.save(update_fields=["mail_from_hour", "mail_until_hour"])
    record_audit(actor=actor, action="county.change", obj=county, now=now)
