"""A county with what it begins with, and its office."""

import pytest

from reports.services.starting import set_up_county
from tests import factories as make
from units.choices import Role


@pytest.fixture
def county(db):
    county = make.county()
    set_up_county(county)
    return county


@pytest.fixture
def office(county):
    return make.seat(county, Role.OFFICE_CLERK)


@pytest.fixture
def liaison(county):
    return make.seat(county, Role.LIAISON, make.unit(county, "县水利局"))
