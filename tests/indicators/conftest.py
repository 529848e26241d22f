"""Every test of proof stores its bytes in a folder of its own."""

from datetime import UTC, date, datetime

import pytest

from tests.indicators import factories


@pytest.fixture(autouse=True)
def blob_dir(settings, tmp_path):
    settings.BLOB_DIR = tmp_path / "blobs"
    return settings.BLOB_DIR


@pytest.fixture
def today():
    return date(2026, 3, 16)


@pytest.fixture
def now():
    return datetime(2026, 3, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
def county(db):
    return factories.make_county()


@pytest.fixture
def unit(county):
    return factories.make_unit(county, "县司法局")


@pytest.fixture
def owner(unit):
    return factories.make_seat(unit, "liaison")


@pytest.fixture
def colleague(unit):
    return factories.make_seat(unit, "unit_head")


@pytest.fixture
def stranger(county):
    return factories.make_seat(factories.make_unit(county, "县水务局"), "liaison")


@pytest.fixture
def office(county):
    return factories.make_seat(factories.make_unit(county, "县委依法治县办"), "office_clerk")
