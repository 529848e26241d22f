"""The API shows what the pages show, and registers through the same services."""

import pytest
from django.urls import reverse

from indicators.models import Evidence, ExpertScope
from indicators.services.campaigns import CampaignFacts, create_campaign
from indicators.services.evidence import register_offline, register_url
from indicators.services.systems import load_starter
from tests.indicators.factories import make_county, make_seat, make_unit, upload
from tests.indicators.test_evidence import OFFLINE
from tests.indicators.test_pages import browse
from tests.indicators.uploads import samples
from units.access import system_seat

__all__ = ["browse"]
EVIDENCE = "api-evidence-list"


@pytest.fixture
def rows(owner, stranger, unit, now):
    mine = register_offline(actor=owner, unit=unit, title="司法台账", facts=OFFLINE, now=now)
    theirs = register_url(
        actor=stranger,
        unit=stranger.membership.unit,
        url="https://a.gov.cn/",
        title="水务公开",
        now=now,
    )
    return mine, theirs


def titles(response):
    assert response.status_code == 200
    return {row["title"] for row in response.json()["results"]}


def test_lists_show_only_what_the_seat_may_read(browse, rows, owner, stranger, office, county):
    assert titles(browse(owner, EVIDENCE)) == {"司法台账"}
    assert titles(browse(stranger, EVIDENCE)) == {"水务公开"}
    assert titles(browse(office, EVIDENCE)) == {"司法台账", "水务公开"}
    foreign = make_seat(make_unit(make_county("邻县"), "邻县司法局"), "liaison")
    assert titles(browse(foreign, EVIDENCE)) == set()
    assert browse(make_seat(None, "inspector", county=county), EVIDENCE).status_code == 403


def test_one_row_of_another_unit_is_not_found(browse, rows, owner):
    mine, theirs = rows
    assert browse(owner, "api-evidence-detail", mine.pk).json()["title"] == "司法台账"
    assert browse(owner, "api-evidence-detail", theirs.pk).status_code == 404


def test_a_system_of_another_county_is_as_unknown_as_none(browse, office, county, now):
    own, foreign = (
        load_starter(actor=system_seat(place), county=place, now=now)
        for place in (county, make_county("邻县"))
    )
    status = {
        pk: browse(office, "api-indicator-list", query=f"?system={pk}").status_code
        for pk in (own.pk, foreign.pk, 999_999)
    }
    assert list(status.values()) == [200, 400, 400]


def test_filters_have_the_names_of_the_page(browse, rows, office):
    for query, found in [
        ("?kind=url", {"水务公开"}),
        ("?q=司法", {"司法台账"}),
        ("?state=removed", set()),
    ]:
        assert titles(browse(office, EVIDENCE, query=query)) == found
    assert browse(office, EVIDENCE, query="?kind=paper").status_code == 400


def test_nobody_and_administrators_are_kept_out(client, rows, db):
    assert client.get(reverse(EVIDENCE)).status_code == 401


def test_each_kind_is_registered(browse, owner, unit):
    for given in [
        {"kind": "url", "url": "https://a.gov.cn/", "title": "公开"},
        {
            "kind": "offline",
            "title": "纪要",
            "formed_on": "2026-02-01",
            "pages": 3,
            "keeper": "档案室",
        },
        {"kind": "file", "file": upload("总结.pdf", samples.pdf())},
        {"kind": "excerpt", "file": upload("摘录.docx", samples.docx())},
    ]:
        answer = browse(owner, EVIDENCE, method="post", data=given | {"unit": unit.pk})
        assert answer.status_code == 201, answer.content
        assert answer.json()["kind"] == given["kind"]
    assert Evidence.objects.count() == 4


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "请填写"),
        ({"kind": "file"}, "必须提供"),
        ({"kind": "url"}, "必须提供"),
        ({"kind": "url", "url": "ftp://x"}, "公开网址"),
        ({"kind": "offline", "title": "x"}, "形成日期"),
        ({"kind": "offline", "title": "x", "formed_on": "x"}, "日期"),
        ({"kind": "offline", "title": "x", "pages": 10**30}, "pages"),
        ({"kind": "file", "file": upload("a.exe", b"MZ")}, "文件类型"),
        ({"kind": "file", "file": upload("a.pdf", b"MZ")}, "不符"),
        ({"kind": "file", "file": "words"}, "file"),
    ],
)
def test_bad_input_is_a_sentence(browse, owner, unit, given, words):
    answer = browse(owner, EVIDENCE, method="post", data={"unit": unit.pk} | given)
    assert answer.status_code == 400
    body = answer.json()
    assert words in body["detail"] + str(body["fields"])
    assert not Evidence.objects.exists()


def test_another_units_proof_cannot_be_registered(browse, owner, stranger, county):
    given = {"kind": "url", "url": "https://a.gov.cn/", "title": "x"}
    other = {"unit": stranger.membership.unit_id}
    assert browse(owner, EVIDENCE, method="post", data=given | other).status_code == 403
    leader = make_seat(None, "leader", county=county)
    assert browse(leader, EVIDENCE, method="post", data=given | other).status_code == 403
    foreign = {"unit": make_unit(make_county("邻县"), "邻县司法局").pk}
    assert browse(owner, EVIDENCE, method="post", data=given | foreign).status_code == 400
    assert not Evidence.objects.exists()


def test_indicators_for_office_and_assigned_expert(browse, office, owner, county, now, today):
    system = load_starter(actor=system_seat(county), county=county, now=now)
    listed = browse(office, "api-indicator-list", query="?level=3&method=onsite").json()
    assert listed["count"] == 39
    assert "onsite" in listed["results"][0]["methods"]
    assert browse(owner, "api-indicator-list").status_code == 403
    expert = make_seat(None, "expert", county=county)
    assert browse(expert, "api-indicator-list").json()["count"] == 0
    leaf = system.indicators.filter(level=3).first()
    facts = CampaignFacts("创建", system, today, today.replace(year=2027))
    campaign = create_campaign(actor=office, county=county, facts=facts, now=now)
    ExpertScope.objects.create(
        membership=expert.membership,
        campaign=campaign,
        indicator=leaf,
        since=today.replace(year=2025),
        until=today.replace(year=2099),
    )
    assert browse(expert, "api-indicator-list").json()["count"] == 1
    listed = browse(office, "api-campaign-list").json()["results"]
    assert [row["name"] for row in listed] == ["创建"]


def test_list_of_indicators_takes_few_queries(
    client, office, county, now, django_assert_max_num_queries
):
    load_starter(actor=system_seat(county), county=county, now=now)
    client.force_login(office.user, "django.contrib.auth.backends.ModelBackend")
    client.get(reverse("api-indicator-list"))  # notes the time of the visit
    with django_assert_max_num_queries(10):
        client.get(reverse("api-indicator-list"))
