"""A county whose ladder stands, with an office, a bureau and a campaign."""

import pytest

from reports.services.starting import set_up_county
from tests import factories as make
from units.choices import Role


@pytest.fixture
def county():
    county = make.county()
    set_up_county(county)
    return county


@pytest.fixture
def office(county):
    return make.seat(county, Role.OFFICE_CLERK)


@pytest.fixture
def bureau(county):
    return make.unit(county, "县水利局")


@pytest.fixture
def liaison(county, bureau):
    return make.seat(county, Role.LIAISON, bureau)


@pytest.fixture
def campaign(county):
    return make.campaign(county)
