"""Campaigns are set by the office, and keep their indicator system once built on."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.models import Campaign, IndicatorProof
from indicators.services.campaigns import CampaignFacts, change_campaign, create_campaign
from indicators.services.evidence import register_url
from tests.indicators.factories import make_county, make_indicator, make_system
from units.errors import Forbidden, Refused

pytestmark = pytest.mark.core


@pytest.fixture
def facts(county):
    return CampaignFacts(
        name="2026—2027年省级创建",
        system=make_system(county),
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
    )


def test_office_creates_and_changes(office, county, facts, now):
    campaign = create_campaign(actor=office, county=county, facts=facts, now=now)
    change_campaign(actor=office, campaign=campaign, facts=replace(facts, stage="filing"), now=now)
    assert Campaign.objects.get().stage == "filing"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("ends_on", date(2025, 12, 31)),
        ("ends_on", date(9999, 12, 31)),
        ("level", "town"),
        ("kind", ""),
        ("stage", "x"),
    ],
)
def test_wrong_facts_name_their_field(office, county, facts, field, value, now):
    with pytest.raises(Refused) as caught:
        create_campaign(
            actor=office, county=county, facts=replace(facts, **{field: value}), now=now
        )
    assert set(caught.value.fields) == {field}
    assert not Campaign.objects.exists()


def test_name_once_and_system_of_the_own_county(office, county, facts, now):
    create_campaign(actor=office, county=county, facts=facts, now=now)
    foreign = replace(facts, name="另一个", system=make_system(make_county("邻县")))
    for bad, field in [(facts, "name"), (foreign, "system")]:
        with pytest.raises(Refused) as caught:
            create_campaign(actor=office, county=county, facts=bad, now=now)
        assert set(caught.value.fields) == {field}


def test_others_do_not(owner, office, county, facts, now):
    with pytest.raises(Forbidden):
        create_campaign(actor=owner, county=county, facts=facts, now=now)
    with pytest.raises(Forbidden):
        create_campaign(actor=office, county=make_county("邻县"), facts=facts, now=now)


def test_system_stays_once_something_is_built_on_it(office, county, unit, facts, today, now):
    campaign = create_campaign(actor=office, county=county, facts=facts, now=now)
    other = replace(facts, system=make_system(county, "新版"))
    change_campaign(actor=office, campaign=campaign, facts=other, now=now)
    change_campaign(actor=office, campaign=campaign, facts=facts, now=now)
    evidence = register_url(actor=office, unit=unit, url="https://a.gov.cn/", title="公开", now=now)
    IndicatorProof.objects.create(
        campaign=campaign,
        indicator=make_indicator(facts.system),
        evidence=evidence,
        accepted_on=today,
    )
    with pytest.raises(Refused, match="不能更换指标体系"):
        change_campaign(actor=office, campaign=campaign, facts=other, now=now)
