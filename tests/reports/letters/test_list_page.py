"""`/letters/`: each role finds its own documents in its tabs."""

import pytest
from django.urls import reverse

from reports.models import Letter
from reports.services.letters import drafting
from tests import factories as make
from tests.factories import at
from tests.reports.letters.conftest import Browser
from units.choices import Role

pytestmark = pytest.mark.django_db
LIST = reverse("letters")


def titled(letter, title):
    Letter.objects.filter(pk=letter.pk).update(title=title)
    return letter


@pytest.fixture
def letters(scene):
    states = ("draft", "checked", "for_signature", "signed", "issued", "discarded")
    return {state: titled(scene.in_state(state), f"标题{state}") for state in states}


@pytest.mark.parametrize(
    ("tab", "shown"),
    [
        ("drafts", {"draft", "checked"}),
        ("sign", {"for_signature"}),
        ("issue", {"signed"}),
        ("issued", {"issued"}),
        ("receipts", {"issued"}),
        ("stopped", {"discarded"}),
    ],
)
def test_each_tab_shows_its_states(letters, clerk, tab, shown):
    text = clerk.get(LIST, tab=tab).text_
    assert {state for state in letters if f"标题{state}" in text} == shown


def test_the_signer_opens_on_what_waits_for_a_signature(letters, chief, clerk):
    assert chief.get(LIST).context["tab"] == "sign"
    assert clerk.get(LIST).context["tab"] == "drafts"


def test_a_unit_sees_what_it_received_and_what_waits(letters, scene, liaison, stranger):
    page = liaison.get(LIST)
    assert page.context["tab"] == "receipts"
    assert "标题issued" in page.text_
    assert "标题signed" not in page.text_
    assert "标题issued" not in stranger.get(LIST).text_
    liaison.post(reverse("letter-receive", args=(letters["issued"].pk,)))
    page = liaison.get(LIST)
    assert page.context["tab"] == "issued"
    assert "已签收" in page.text_


def test_a_leader_reads_what_went_out(letters, scene, noon):
    page = Browser(make.seat(scene.county, Role.LEADER)).get(LIST, tab="drafts")
    assert [tab["key"] for tab in page.context["tabs"]] == ["issued"]
    assert "标题issued" in page.text_


@pytest.mark.parametrize("role", [Role.EXPERT, Role.INSPECTOR])
def test_who_has_no_use_for_it_is_refused(scene, noon, role):
    Browser(make.seat(scene.county, role)).get(LIST, status=403)


def test_another_county_sees_nothing(letters, foreigner):
    for tab in ("drafts", "issued"):
        assert not list(foreigner.get(LIST, tab=tab).context["page"])


def test_filters_narrow_and_keep_what_was_chosen(scene, letters, clerk):
    other = make.unit(scene.county, "县教育局")
    titled(scene.handover(scene.part(other)), "给教育局")
    page = clerk.get(LIST, tab="drafts", unit=other.pk)
    assert [row.title for row in page.context["page"]] == ["给教育局"]
    page = clerk.get(LIST, tab="drafts", q="标题che", kind="handover")
    assert [row.title for row in page.context["page"]] == ["标题checked"]
    assert 'value="标题che"' in page.text_
    assert "没有符合条件的文书" in clerk.get(LIST, tab="drafts", kind="prompt").text_


@pytest.mark.parametrize("place", ["page", "api"])
def test_a_unit_does_not_find_out_who_else_received_it(scene, letters, liaison, clerk, place):
    other = make.unit(scene.county, "县教育局")
    letters["issued"].receipts.create(unit=other)

    def found(browser, unit):
        if place == "api":
            path = reverse("api-letter-list")
            return len(browser.client.get(path, {"unit": unit.pk}).json()["results"])
        return len(browser.get(LIST, tab="issued", unit=unit.pk).context["page"])

    assert (found(clerk, other), found(liaison, scene.unit)) == (1, 1)
    assert found(liaison, other) == 0


@pytest.mark.parametrize("query", [{"kind": "nonsense"}, {"unit": "x"}, {"unit": "999999999"}])
def test_a_wrong_filter_is_told(letters, clerk, query):
    assert "标题draft" in clerk.get(LIST, status=400, tab="drafts", **query).text_


@pytest.mark.parametrize("query", [{"tab": "nonsense"}, {"page": "x"}, {"page": "9999"}])
def test_a_wrong_tab_or_page_shows_the_nearest(letters, clerk, query):
    clerk.get(LIST, **query)


def test_batches_under_way_stand_above_the_list(scene, clerk):
    parts = [scene.part(), scene.part()]
    ids = [part.task_id for part in parts]
    batch = drafting.draft_handover(ids, actor=scene.clerk, now=at())
    page = clerk.get(LIST)
    assert reverse("batch", args=(batch.pk,)) in page.text_
    assert list(page.context["batches"]) == [batch]
    assert not clerk.get(LIST, tab="issued").context["batches"]


def test_queries_do_not_grow_with_the_rows(scene, clerk, liaison, django_assert_max_num_queries):
    def issue(count):
        for _ in range(count):
            scene.issued()

    issue(2)
    for browser in (clerk, liaison):
        browser.get(LIST, tab="issued")  # warms what is read once per process
    issue(10)
    for browser in (clerk, liaison):
        with django_assert_max_num_queries(16):
            page = browser.get(LIST, tab="issued")
        assert len(page.context["page"]) == 12


def test_pages_of_fifty(scene, clerk):
    unit, head = scene.unit, {"county": scene.county, "campaign": scene.campaign}
    Letter.objects.bulk_create(
        [
            Letter(**head, kind="prompt", unit=unit, title=f"函{n}", drafted_at=at())
            for n in range(51)
        ]
    )
    page = clerk.get(LIST)
    assert len(page.context["page"]) == 50
    assert "共 51 件" in page.text_
    assert len(clerk.get(LIST, page=2).context["page"]) == 1
