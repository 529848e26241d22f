"""The bodies and people of 示例县; every name says that it is an example."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from reports.models import LetterHead
from reports.services.ladder import starter
from tasks.models import WorkRules
from units.access import Seat
from units.choices import Relation, Role, UserKind
from units.models import County, Membership, Unit, UnitGroup, User
from units.names import FIXTURES
from units.policies import post_of
from units.services.holidays import seed_years
from units.services.importing import import_bodies
from units.services.passwords import handed_out, store_password

CODE = "990000"
OFFICE, JUSTICE, MARKET = "县委依法治县办", "县司法局", "县市场监管局"
ON_PAPER = "县林业局"  # its 交办函 brings a 回执
ENFORCERS = (
    "县公安局",
    "县市场监管局",
    "县住建局",
    "县交通局",
    "县自然资源局",
    "县文旅局",
    "县卫健局",
    "县应急局",
    "县林业局",
    "县人社局",
    "县水利局",
    "县教育局",
    "县农业农村局",
    "县城管局",
)


@dataclass
class Cast:
    """Who acts in the demo: the office, its head, and one liaison per unit."""

    county: County
    office: Seat
    colleague: Seat
    approver: Seat
    leader: Seat
    liaisons: dict[int, Seat] = field(default_factory=dict)
    password: str = ""


def populate(now: datetime, since: date) -> Cast:
    """Create the county, its bodies, groups and people; returns the cast."""
    seed_years()
    county = County.objects.create(code=CODE, name="示例县")
    for name in ("units.csv", "groups.csv"):
        data = (FIXTURES / name).read_bytes()
        import_bodies(actor=None, county=county, data=data, filename=name, now=now)
    units = {unit.short: unit for unit in Unit.objects.filter(county=county)}
    _arrange(county, units)
    password = handed_out()
    cast = Cast(
        county=county,
        office=_seat(county, units[OFFICE], "office", "示例经办人", Role.OFFICE_CLERK, since),
        colleague=_seat(county, units[OFFICE], "office2", "示例经办人二", Role.OFFICE_CLERK, since),
        approver=_seat(county, units[OFFICE], "approver", "示例负责人", Role.OFFICE_HEAD, since),
        leader=_seat(county, None, "leader", "示例县领导", Role.LEADER, since),
        password=password,
    )
    post_of(cast.leader).oversees.set(
        unit for short, unit in units.items() if short in {JUSTICE, MARKET, "县公安局", "县应急局"}
    )
    _seat(county, None, "expert", "示例专家", Role.EXPERT, since)
    _liaisons(cast, units, since)
    _seat(county, units[JUSTICE], "sifaju_head", "示例局长", Role.UNIT_HEAD, since)
    for username, name, kind in (
        ("sysadmin", "示例系统管理员", UserKind.SYSADMIN),
        ("auditor", "示例审计员", UserKind.AUDITOR),
    ):
        User.objects.create(username=username, name=name, kind=kind)
    named = [u for u in User.objects.all() if not u.username.startswith("demo-")]
    for person in named:
        store_password(person, password, now=now, must_change=False)
    _keep_password(password)
    return cast


def _arrange(county: County, units: dict[str, Unit]) -> None:
    units[OFFICE].same_body = units[JUSTICE]
    units[OFFICE].save(update_fields=["same_body"])
    units[ON_PAPER].answers_on_paper = True
    units[ON_PAPER].save(update_fields=["answers_on_paper"])
    county.office = units[OFFICE]
    county.save(update_fields=["office"])
    groups = UnitGroup.objects.filter(county=county)
    enforcers = [units[short] for short in ENFORCERS if short in units]
    for group in groups.filter(name__contains="成员单位"):
        group.members.set([units[JUSTICE], units["县委政法委"], *enforcers[:6]])
    groups.get(name="各行政执法单位").members.set(enforcers)
    WorkRules.objects.create(county=county)
    LetterHead.objects.create(
        county=county,
        issuer="中共示例县委全面依法治县委员会办公室",
        mark="中共示例县委全面依法治县委员会办公室文件",
        notice_code="示委法治办",
        letter_code="示委法治办函",
        brief_code="示委法治办专报",
        copies="县委办公室，县人民政府办公室",
        printed_by="中共示例县委全面依法治县委员会办公室",
        contact_person="示例经办人",
        contact_phone="0000-0000000",
        joint_offices="示例县人民政府办公室\n中共示例县委政法委员会\n示例县人力资源和社会保障局",
        ladder_on=True,
    )
    starter.set_up(county)


def _liaisons(cast: Cast, units: dict[str, Unit], since: date) -> None:
    accounts = {JUSTICE: "sifaju", MARKET: "shichang"}
    for n, unit in enumerate(units.values(), 1):
        if unit.short == OFFICE:
            continue
        username = accounts.get(unit.short, f"demo-{n:03d}")
        name = f"示例联络员{n}"
        cast.liaisons[unit.pk] = _seat(cast.county, unit, username, name, Role.LIAISON, since)
        if unit.relation == Relation.GOVERNMENT:
            deputy = f"demo-{n:03d}-fg"
            _seat(cast.county, unit, deputy, f"示例分管负责人{n}", Role.UNIT_DEPUTY, since)


def _seat(
    county: County, unit: Unit | None, username: str, name: str, role: str, since: date
) -> Seat:
    person = User.objects.create(
        username=username,
        name=name,
        phone="0000-0000000",
        email=f"{username}@shili.invalid",
        must_change_password=False,
    )
    person.set_unusable_password()
    person.save(update_fields=["password"])
    membership = Membership.objects.create(
        user=person, county=county, unit=unit, role=role, since=since
    )
    return Seat(person, membership)


def _keep_password(password: str) -> None:
    path = Path(settings.VAR_DIR) / "demo-password"
    path.touch(mode=0o600)
    path.write_text(password, encoding="ascii")
