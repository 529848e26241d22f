"""What a county begins with: how it signs, the rules of its work and the starter ladder."""

from datetime import date, datetime

from django.db import transaction

from indicators.services.systems import load_starter
from reports.models import LetterHead
from reports.services.ladder import starter
from tasks.models import WorkRules
from units.access import Seat, system_seat
from units.models import County, User
from units.services.counties import FirstFacts, set_up
from units.services.groups import starter_groups


@transaction.atomic
def begin(*, actor: Seat, facts: FirstFacts, today: date, now: datetime) -> tuple[User, str]:
    """Make the first county of an empty installation, ready for its office to work.

    Beside what `set_up` makes: 发文设置, rules, ladder, the groups plans speak of and the starter
    indicator system. Returns the first person and the password shown once; raises as `set_up`.
    """
    person, word = set_up(actor=actor, facts=facts, today=today, now=now)
    county = County.objects.get()
    set_up_county(county)
    starter_groups(county)
    load_starter(actor=system_seat(county), county=county, now=now)
    return person, word


@transaction.atomic
def set_up_county(county: County) -> LetterHead:
    """Give the county what it lacks of 发文设置, 办理规则 and 督促提醒规则; returns its head.

    A second call changes nothing. The ladder is off until the office has seen what it would do.
    """
    WorkRules.objects.get_or_create(county=county)
    starter.set_up(county)
    head, _ = LetterHead.objects.get_or_create(county=county, defaults=_head(county))
    return head


def _head(county: County) -> dict[str, str]:
    office = county.office
    name = office.name if office else f"{county.name}依法治县办"
    short = county.name.removesuffix("县") or county.name
    return {
        "issuer": name,
        "mark": f"{name}文件",
        "notice_code": f"{short}委法治办",
        "letter_code": f"{short}委法治办函",
        "brief_code": f"{short}委法治办专报",
        "printed_by": name,
    }
