"""The OpenAPI schema: complete, valid, without a warning, and open to those who log in."""

from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from tasks.api.needs import OFFERED
from tests.units.factories import a_county, a_unit, liaison


@pytest.fixture(scope="module")
def schema():
    out = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    return yaml.safe_load(out.getvalue())


def test_the_contract_is_there(schema):
    for noun in ("units", "indicators", "campaigns", "plans", "tasks", "assignments", "evidence"):
        assert f"/api/v1/{noun}/" in schema["paths"]


def test_actions_and_their_needs_are_named(schema):
    path = schema["paths"]["/api/v1/assignments/{id}/{verb}/"]["post"]
    verb = next(row for row in path["parameters"] if row["name"] == "verb")
    assert set(verb["schema"]["enum"]) == set(OFFERED)
    assert schema["components"]["schemas"]["ReturnNeeds"]["required"] == ["reasons"]


def test_filters_have_the_names_of_the_pages(schema):
    names = {row["name"] for row in schema["paths"]["/api/v1/tasks/"]["get"]["parameters"]}
    assert {"state", "timeliness", "unit", "chapter", "method", "q"} <= names


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/docs/", "/api/v1/schema/"])
def test_it_is_read_by_those_who_log_in_only(client, address):
    assert client.get(address).status_code in (401, 403)
    client.force_login(
        liaison(a_unit(a_county())).user, backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.get(address).status_code == 200
