"""`/api/v1/letters/`: the rows of the page, to read only."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reports.models import Letter
from tests import factories as make
from tests.factories import at
from tests.reports.letters.conftest import Browser
from units.choices import Role, TokenScope
from units.models import ApiToken
from units.token_keys import token_digest

pytestmark = pytest.mark.django_db
LIST = reverse("api-letter-list")


def one(letter):
    return reverse("api-letter-detail", args=(letter.pk,))


def ids(answer):
    return [row["id"] for row in answer.json()["results"]]


@pytest.fixture
def letters(scene):
    return {state: scene.in_state(state) for state in ("draft", "for_signature", "issued")}


def test_lists_show_only_what_the_page_shows(scene, letters, clerk, liaison, stranger, foreigner):
    everything = {letter.pk for letter in letters.values()}
    assert set(ids(clerk.get(LIST))) == everything
    assert ids(liaison.get(LIST)) == [letters["issued"].pk]
    assert ids(stranger.get(LIST)) == ids(foreigner.get(LIST)) == []
    leader = Browser(make.seat(scene.county, Role.LEADER))
    assert ids(leader.get(LIST)) == [letters["issued"].pk]
    for role in (Role.EXPERT, Role.INSPECTOR):
        Browser(make.seat(scene.county, role)).get(LIST, status=403)


def test_one_row_tells_its_parts(letters, liaison, stranger, foreigner):
    letter = letters["issued"]
    row = liaison.get(one(letter)).json()
    assert (row["number"], row["state"], row["unit_name"]) == (
        letter.number_text,
        "issued",
        "县司法局",
    )
    part = letter.items.get().assignment
    assert row["items"] == [
        {"assignment": part.pk, "task": part.task_id, "outcome": "included", "note": ""}
    ]
    assert (row["sent"], row["received"]) == (1, 0)
    for browser in (stranger, foreigner):
        browser.get(one(letter), status=404)
    liaison.get(one(letters["draft"]), status=404)


def test_filters_have_the_names_of_the_page(scene, letters, clerk):
    for query, states in [
        ({"tab": "drafts"}, ["draft"]),
        ({"tab": "sign"}, ["for_signature"]),
        ({"tab": "receipts"}, ["issued"]),
        ({"kind": "prompt"}, []),
        ({"unit": scene.unit.pk, "tab": "issued"}, ["issued"]),
        ({"q": letters["issued"].number_text}, ["issued"]),
    ]:
        assert ids(clerk.get(LIST, **query)) == [letters[state].pk for state in states], query
    assert clerk.get(LIST, status=400, kind="nonsense").json()["fields"]


def test_fifty_a_page(scene, clerk):
    head = {"county": scene.county, "campaign": scene.campaign, "unit": scene.unit}
    Letter.objects.bulk_create(
        [Letter(**head, kind="prompt", title=f"函{n}", drafted_at=at()) for n in range(51)]
    )
    answer = clerk.get(LIST)
    assert (answer.json()["count"], len(ids(answer))) == (51, 50)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_token_reads_and_never_signs(scene, letters, client, noon, method):
    ApiToken.objects.create(
        membership=scene.chief.membership,
        digest=token_digest("key"),
        scope=TokenScope.ACT,
        created_at=at(),
        expires_at=at() + timedelta(days=30),
    )
    head = {"authorization": "Token key"}
    letter = letters["for_signature"]
    assert client.get(one(letter), headers=head).status_code == 200
    answer = getattr(client, method)(one(letter), headers=head)
    assert answer.status_code == 405
    # The pages take no token at all.
    answer = client.post(reverse("letter-sign", args=(letter.pk,)), headers=head)
    assert answer.status_code == 302
    letter.refresh_from_db()
    assert letter.state == "for_signature"


def test_queries_do_not_grow_with_the_rows(scene, clerk, django_assert_max_num_queries):
    scene.issued()
    clerk.get(LIST)
    for _ in range(9):
        scene.issued()
    with django_assert_max_num_queries(8):
        assert len(ids(clerk.get(LIST))) == 10
