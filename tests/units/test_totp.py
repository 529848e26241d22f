"""The second factor of administrators and signers, where the profile asks for it."""

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.units.factories import a_county, a_unit, administrator, browser_of, liaison, office
from units.choices import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(settings):
    settings.TOTP_FOR_ADMINISTRATORS = True


def code_of(device):
    return f"{totp(device.bin_key):06d}"


def test_an_administrator_enrols_and_then_gets_in():
    seat = administrator("auditor")
    browser = browser_of(seat)
    assert browser.get("/audit/").url == "/totp/"
    assert 'id="totp-key"' in browser.get("/totp/").content.decode()
    device = TOTPDevice.objects.get(user=seat.user)
    assert browser.post("/totp/", {"code": code_of(device)}).url == "/audit/"
    assert browser.get("/audit/").status_code == 200


def test_the_key_is_not_shown_again():
    seat = administrator("auditor")
    TOTPDevice.objects.create(user=seat.user, name="x", confirmed=True)
    assert 'id="totp-key"' not in browser_of(seat).get("/totp/").content.decode()


@pytest.mark.parametrize("code", ["000000", "12345", "abcdef", ""])
def test_a_wrong_code_does_not_open(code):
    seat = administrator("auditor")
    TOTPDevice.objects.create(user=seat.user, name="x", confirmed=True)
    browser = browser_of(seat)
    assert browser.post("/totp/", {"code": code}).status_code == 400
    assert browser.get("/audit/").status_code == 302


def test_the_password_page_is_no_way_around():
    browser = browser_of(administrator("auditor"))
    assert browser.get("/password/").url == "/totp/"


def test_signers_too_but_not_everybody():
    county = a_county()
    assert browser_of(office(county, Role.OFFICE_HEAD)).get("/inbox/").url == "/totp/"
    assert browser_of(office(county)).get("/inbox/").status_code == 200
    assert browser_of(liaison(a_unit(county))).get("/inbox/").status_code == 200
