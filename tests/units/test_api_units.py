"""The API of bodies, and who may call any of it."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.units.factories import (
    a_county,
    a_person,
    a_unit,
    administrator,
    browser_of,
    liaison,
    office,
)
from units import clock
from units.errors import Forbidden
from units.models import ApiToken, Membership, UnitAlias, User
from units.services.passwords import reset_password
from units.services.tokens import issue_token, revoke_token

pytestmark = pytest.mark.django_db
UNITS = "/api/v1/units/"


@pytest.fixture
def seat():
    return liaison(a_unit(a_county(), "县民政局"))


def token_of(seat, scope="read", days=1):
    return issue_token(seat=seat.membership, scope=scope, days=days, now=clock.now())


def call(key, path=UNITS, method="get"):
    return getattr(Client(), method)(path, headers={"Authorization": f"Token {key}"})


def test_the_bodies_of_the_own_county(seat):
    UnitAlias.objects.create(county=seat.county, unit=seat.membership.unit, text="民政")
    foreign = a_unit(a_county("邻县"))
    answer = call(token_of(seat)).json()
    (row,) = answer["results"]
    assert (row["short"], row["aliases"], row["relation_label"], row["asked_only"]) == (
        "县民政局",
        ["民政"],
        "县政府部门",
        False,
    )
    assert call(token_of(seat), f"{UNITS}{foreign.pk}/").status_code == 404
    assert call(token_of(seat), f"{UNITS}{row['id']}/").json()["name"] == "县县民政局"


def test_filters(seat):
    a_unit(seat.county, "示例镇", relation="township")
    found = call(token_of(seat), f"{UNITS}?relation=township").json()["results"]
    assert [row["short"] for row in found] == ["示例镇"]
    assert call(token_of(seat), f"{UNITS}?relation=x").status_code == 400


def test_a_body_of_another_county_is_as_unknown_as_none(seat):
    foreign = a_unit(a_county("邻县"))
    key = token_of(seat)
    asked = [seat.membership.unit_id, foreign.pk, 999_999]
    assert [call(key, f"{UNITS}?same_body={pk}").status_code for pk in asked] == [200, 400, 400]


def test_a_session_works_too(seat):
    assert browser_of(seat).get(UNITS).status_code == 200


def test_nobody_without_a_log_in(client):
    assert client.get(UNITS).status_code == 401


def test_administrators_have_no_business_here():
    for kind in ("sysadmin", "auditor", "secadmin"):
        assert browser_of(administrator(kind)).get(UNITS).status_code == 403


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token nonsense", "Token ü"])
def test_a_bad_token_is_401(seat, header):
    assert Client().get(UNITS, headers={"Authorization": header}).status_code == 401


def test_a_token_ends_by_date_by_hand_and_with_its_seat(seat):
    expired, revoked, left = (token_of(seat) for _ in range(3))
    rows = list(ApiToken.objects.order_by("pk"))
    ApiToken.objects.filter(pk=rows[0].pk).update(expires_at=clock.now() - timedelta(seconds=1))
    revoke_token(actor=administrator(), token=rows[1], now=clock.now())
    assert call(expired).status_code == 401
    assert call(revoked).status_code == 401
    assert call(left).status_code == 200
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(pk=seat.membership.pk).update(until=yesterday)
    assert call(left).status_code == 401


def test_a_token_ends_with_a_reset_of_the_password(seat):
    key = token_of(seat)
    assert call(key).status_code == 200
    reset_password(actor=administrator(), person=seat.user, now=clock.now())
    assert call(key).status_code == 401


@pytest.mark.parametrize(
    "change", [{"must_change_password": True}, {"password_set_on": date(2020, 1, 1)}]
)
def test_no_token_acts_for_who_must_change_the_password(seat, change):
    User.objects.filter(pk=seat.user.pk).update(**change)
    answer = call(token_of(seat))
    assert answer.status_code == 403
    assert "修改密码" in answer.content.decode()


def test_a_reading_token_only_reads(seat):
    assert call(token_of(seat), method="post").status_code == 403
    assert call(token_of(seat, "act"), method="post").status_code == 405


def test_only_a_hash_is_kept(seat):
    key = token_of(seat)
    assert key not in str(list(ApiToken.objects.values()))


def test_only_system_administrators_revoke(seat):
    token_of(seat)
    for actor in (seat, office(seat.county), administrator("auditor")):
        with pytest.raises(Forbidden):
            revoke_token(actor=actor, token=ApiToken.objects.get(), now=clock.now())


def test_the_command_prints_a_token_once(seat):
    out, err = StringIO(), StringIO()
    call_command("api_token", seat.user.username, scope="act", days=3, stdout=out, stderr=err)
    assert call(out.getvalue().strip()).status_code == 200
    token = ApiToken.objects.get()
    assert (token.scope, (token.expires_at - token.created_at).days) == ("act", 3)
    assert "联络员" in err.getvalue()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"username": "nobody"}, "没有在用的账号"),
        ({"days": 0}, "有效天数"),
        ({"days": 9999}, "有效天数"),
        ({"seat": 0}, "没有这个任职"),
    ],
)
def test_the_command_refuses(seat, options, sentence):
    options = {"username": seat.user.username} | options
    with pytest.raises(CommandError, match=sentence):
        call_command("api_token", options.pop("username"), **options)
    assert not ApiToken.objects.exists()


def test_administrators_get_no_token():
    auditor = a_person(kind="auditor")
    with pytest.raises(CommandError, match="管理员不能"):
        call_command("api_token", auditor.username)
