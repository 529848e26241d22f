"""Pages of campaigns and of the import of indicators: for the office only."""

import pytest
from django.urls import reverse

from indicators.models import Campaign, IndicatorSystem
from tests.indicators.factories import make_county, make_seat, make_system, make_unit, upload
from tests.indicators.test_pages import browse
from tests.indicators.uploads import samples

__all__ = ["browse"]


@pytest.fixture
def table():
    return upload(
        "指标.xlsx",
        samples.workbook(
            ["一级指标", "二级指标", "三级指标", "测评方式"],
            ["职能", "审批", "清单公布", "实地核验"],
            ["", "", "办理提速", "网络检索"],
        ),
    )


def form(system, **more):
    return {
        "name": "2026—2027年省级创建",
        "system": system.pk,
        "level": "province",
        "kind": "whole",
        "stage": "apply",
        "starts_on": "2026-01-01",
        "ends_on": "2027-12-31",
        "active": "on",
    } | more


def test_office_makes_and_changes_a_campaign(browse, office, county):
    system = make_system(county)
    assert browse(office, "campaign-new", method="post", data=form(system)).status_code == 302
    campaign = Campaign.objects.get()
    assert campaign.name in browse(office, "campaigns").content.decode()
    data = form(system, stage="filing")
    browse(office, "campaign", campaign.pk, method="post", data=data)
    campaign.refresh_from_db()
    assert campaign.stage == "filing"


def test_wrong_campaign_is_shown_beside_its_field(browse, office, county):
    data = form(make_system(county), ends_on="2025-01-01")
    response = browse(office, "campaign-new", method="post", data=data)
    assert response.status_code == 400
    assert "结束日期不能早于开始日期" in response.content.decode()


@pytest.mark.parametrize("name", ["campaigns", "campaign-new", "import-indicators"])
def test_units_have_no_use_for_these_pages(browse, owner, name):
    assert browse(owner, name).status_code == 403


def test_campaign_of_another_county_is_out_of_sight(browse, county, office):
    other = make_county("邻县")
    theirs = make_seat(make_unit(other, "邻县依法治县办"), "office_clerk")
    system = make_system(other)
    browse(theirs, "campaign-new", method="post", data=form(system))
    assert browse(office, "campaign", Campaign.objects.get().pk).status_code == 404


def look(browse, office, table, edition="2021版"):
    data = {"edition": edition, "file": table}
    return browse(office, "import-indicators", method="post", data=data)


def test_upload_is_looked_at_then_confirmed(browse, office, county, table):
    page = look(browse, office, table)
    assert page.status_code == 200
    assert "清单公布" in page.content.decode()
    assert not IndicatorSystem.objects.exists()
    token = {"table": page.context["table"]}
    done = browse(office, "import-indicators-confirm", method="post", data=token)
    assert done.status_code == 302
    assert IndicatorSystem.objects.get().indicators.count() == 4


def test_row_errors_are_named_and_cannot_be_confirmed(browse, office, county):
    bad = upload(
        "指标.xlsx",
        samples.workbook(["一级指标", "二级指标", "三级指标"], ["职能", "审批", ""]),
    )
    page = look(browse, office, bad)
    assert "三级指标" in page.content.decode()
    assert reverse("import-indicators-confirm") not in page.content.decode()
    token = {"table": page.context["table"]}
    refused = browse(office, "import-indicators-confirm", method="post", data=token)
    assert refused.status_code == 400
    assert not IndicatorSystem.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "WzEsICJhIl0:1abcde:xyz"])
def test_forged_confirmation_is_refused(browse, office, county, token):
    data = {"table": token}
    response = browse(office, "import-indicators-confirm", method="post", data=data)
    assert response.status_code == 400
    assert "重新上传" in response.content.decode()


def test_unreadable_table_says_so(browse, office, county):
    response = look(browse, office, upload("指标.xlsx", samples.pdf()))
    assert response.status_code == 400
    assert "xlsx" in response.content.decode()


def test_template_is_sent(browse, office):
    response = browse(office, "import-indicators-template")
    assert response.content.startswith(b"PK")
    assert "attachment" in response["Content-Disposition"]
