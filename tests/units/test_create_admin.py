"""`create_admin`: the first administrator of a kind, on the server."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.units.factories import a_person
from units.models import AuditEntry, User

pytestmark = pytest.mark.django_db


def create(*words):
    out = StringIO()
    call_command("create_admin", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_first_of_a_kind():
    made = create("sysadmin")
    user = User.objects.get()
    assert (user.username, user.kind, user.must_change_password) == ("sysadmin", "sysadmin", True)
    assert user.check_password(made["password"])
    assert not user.is_superuser
    assert AuditEntry.objects.get().action == "admin.create"


def test_a_second_is_refused_unless_replacing():
    first = create("auditor")
    with pytest.raises(CommandError, match="已有审计员"):
        create("auditor", "--username", "audit2")
    second = create("auditor", "--username", "audit2", "--replace")
    assert User.objects.filter(is_active=True).get().username == "audit2"
    again = create("auditor", "--replace")
    assert again["username"] == first["username"]
    assert again["password"] not in (first["password"], second["password"])
    assert list(User.objects.filter(is_active=True).values_list("username", flat=True)) == [
        "auditor"
    ]


def test_an_account_keeps_its_kind():
    create("sysadmin")
    with pytest.raises(CommandError, match="系统管理员"):
        create("auditor", "--username", "sysadmin")
    person = a_person(username="zhangsan")
    with pytest.raises(CommandError, match="业务用户"):
        create("auditor", "--username", person.username)


def test_business_is_no_kind_of_administrator():
    with pytest.raises(CommandError):
        create("business")
