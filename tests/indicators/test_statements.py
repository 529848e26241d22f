"""自评说明: written by the office, never over another's."""

import pytest

from indicators.models import Indicator, IndicatorStatement
from indicators.services.statements import MOST, write_statement
from tests import factories as make
from units.choices import Role
from units.errors import Conflict, Forbidden, Refused
from units.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def campaign():
    return make.campaign(make.county())


@pytest.fixture
def leaf(campaign):
    return Indicator.objects.get(system=campaign.system, level=3)


@pytest.fixture
def office(campaign):
    return make.seat(campaign.county, Role.OFFICE_CLERK)


def write(actor, campaign, leaf, text="清单已公布。", version=0):
    return write_statement(
        actor=actor,
        campaign=campaign,
        indicator=leaf,
        text=text,
        now=make.at(),
        version=version,
    )


def test_written_and_changed(campaign, leaf, office):
    first = write(office, campaign, leaf)
    write(office, campaign, leaf, " 清单已公布并调整。 ", first.version)
    row = IndicatorStatement.objects.get()
    assert (row.text, row.version, row.written_by) == ("清单已公布并调整。", 2, office.membership)
    assert AuditEntry.objects.filter(action="statement.write").count() == 2


def test_not_over_anothers(campaign, leaf, office):
    write(office, campaign, leaf)
    with pytest.raises(Conflict):
        write(office, campaign, leaf, "另一份")
    assert IndicatorStatement.objects.get().text == "清单已公布。"


@pytest.mark.parametrize("text", ["", "  ", "字" * (MOST + 1), "本件为机密★10年"])
def test_what_is_refused(campaign, leaf, office, text):
    with pytest.raises(Refused):
        write(office, campaign, leaf, text)
    assert not IndicatorStatement.objects.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.EXPERT, Role.INSPECTOR, Role.LIAISON])
def test_only_the_office(campaign, leaf, role):
    unit = make.unit(campaign.county, "县司法局") if role == Role.LIAISON else None
    with pytest.raises(Forbidden):
        write(make.seat(campaign.county, role, unit), campaign, leaf)


def test_only_of_the_own_county_and_system(campaign, leaf, office):
    other = make.campaign(make.county("邻县"))
    theirs = Indicator.objects.get(system=other.system, level=3)
    for pair, error in (((other, theirs), Forbidden), ((campaign, theirs), Refused)):
        with pytest.raises(error):
            write(office, *pair)
