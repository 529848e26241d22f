"""专家评审范围: what the office gives an expert to read, and takes back."""

from datetime import date, timedelta

import pytest
import time_machine

from indicators.models import Campaign, Evidence, ExpertScope, Indicator, IndicatorProof
from indicators.services.experts import set_scope
from tests import factories as make
from tests.units.factories import browser_of
from units.choices import Role
from units.errors import Forbidden, Refused

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def campaign():
    return make.campaign(make.county())


@pytest.fixture
def office(campaign):
    return make.seat(campaign.county, Role.OFFICE_CLERK)


@pytest.fixture
def expert(campaign):
    return make.seat(campaign.county, Role.EXPERT)


@pytest.fixture
def leaf(campaign):
    return Indicator.objects.get(system=campaign.system, level=3)


def give(actor, campaign, expert, *indicators, since=SINCE, until=UNTIL):
    return set_scope(
        actor=actor,
        campaign=campaign,
        expert=expert.membership,
        indicator_ids=[row.pk for row in indicators],
        since=since,
        until=until,
        now=make.at(),
    )


def in_sight(expert, day):
    return set(Indicator.objects.visible_to(expert, today=day).values_list("number", flat=True))


def test_given_for_a_time_and_taken_back(campaign, office, expert, leaf):
    assert give(office, campaign, expert, leaf) == 1
    assert in_sight(expert, SINCE) == in_sight(expert, UNTIL) == {"1.1.1"}
    assert in_sight(expert, date(2026, 4, 1)) == set()
    assert give(office, campaign, expert) == 0
    assert in_sight(expert, SINCE) == set()


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (SINCE - timedelta(days=1), False),
        (SINCE, True),
        (UNTIL, True),
        (UNTIL + timedelta(days=1), False),
    ],
)
def test_proof_is_read_from_the_first_day_to_the_last(campaign, office, expert, leaf, day, open_):
    owner = make.seat(campaign.county, Role.LIAISON, make.unit(campaign.county, "县司法局"))
    proof = make.evidence(owner)
    IndicatorProof.objects.create(
        campaign=campaign, indicator=leaf, evidence=proof, accepted_on=date(2026, 2, 2)
    )
    give(office, campaign, expert, leaf)
    colleague = make.seat(campaign.county, Role.EXPERT)  # whose time opens nothing to the expert
    give(office, campaign, colleague, leaf, since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert (proof in Evidence.objects.visible_to(expert, today=day)) == open_
    assert proof in Evidence.objects.visible_to(colleague, today=day)
    with time_machine.travel(make.at(day), tick=False):
        page = browser_of(expert).get(f"/evidence/{proof.pk}/")
    assert page.status_code == (200 if open_ else 404)


def test_a_scope_opens_the_proof_of_its_own_campaign_only(campaign, office, expert, leaf):
    """Two bids of a county may use the same indicator system."""
    earlier = Campaign.objects.create(
        county=campaign.county,
        system=campaign.system,
        name="上一轮创建",
        level="province",
        starts_on=date(2023, 1, 1),
        ends_on=date(2024, 12, 31),
    )
    owner = make.seat(campaign.county, Role.LIAISON, make.unit(campaign.county, "县司法局"))
    proofs = {}
    for bid in (campaign, earlier):
        proofs[bid] = make.evidence(owner, f"{bid.name}的材料")
        IndicatorProof.objects.create(
            campaign=bid, indicator=leaf, evidence=proofs[bid], accepted_on=SINCE
        )
    give(office, campaign, expert, leaf)
    assert set(Evidence.objects.visible_to(expert, today=SINCE)) == {proofs[campaign]}
    rows = Indicator.objects
    assert leaf in rows.visible_to(expert, today=SINCE, campaign_id=campaign.pk)
    assert leaf not in rows.visible_to(expert, today=SINCE, campaign_id=earlier.pk)


def test_an_ended_scope_shows_no_tree_through_the_scope_of_another(campaign, office, expert, leaf):
    give(office, campaign, expert, leaf, since=date(2026, 1, 1), until=date(2026, 1, 31))
    other = make.seat(campaign.county, Role.EXPERT)
    give(office, campaign, other, leaf)
    assert not Indicator.objects.visible_to(expert, today=SINCE, campaign_id=campaign.pk).exists()


def test_what_is_refused(campaign, office, expert, leaf):
    foreign = Indicator.objects.get(system=make.campaign(campaign.county).system, level=3)
    for wrong in (leaf.parent, foreign):
        with pytest.raises(Refused, match="三级指标"):
            give(office, campaign, expert, leaf, wrong)
    with pytest.raises(Refused) as caught:
        give(office, campaign, expert, leaf, since=UNTIL, until=SINCE)
    assert set(caught.value.fields) == {"until"}
    with pytest.raises(Refused, match="评审专家"):
        give(office, campaign, office, leaf)
    assert not ExpertScope.objects.exists()


def test_only_the_office_and_only_its_own(campaign, office, expert, leaf):
    with pytest.raises(Forbidden):
        give(make.seat(campaign.county, Role.LEADER), campaign, expert, leaf)
    elsewhere = make.campaign(make.county("邻县"))
    stranger = make.seat(elsewhere.county, Role.EXPERT)
    with pytest.raises(Refused, match="请选择评审专家"):
        give(office, campaign, stranger, leaf)
    with pytest.raises(Forbidden):
        give(office, elsewhere, stranger, Indicator.objects.get(system=elsewhere.system, level=3))


def test_the_pages(campaign, office, expert, leaf):
    browser = browser_of(office)
    assert expert.user.name in browser.get("/settings/experts/").content.decode()
    address = f"/settings/experts/{expert.membership.pk}/"
    assert leaf.title in browser.get(address).content.decode()
    days = {"since": "2026-03-01", "until": "2026-03-31"}
    whole = leaf.parent.parent_id
    assert browser.post(address, days | {"branches": [whole]}).status_code == 302
    assert in_sight(expert, SINCE) == {"1.1.1"}
    assert "1 项" in browser.get("/settings/experts/").content.decode()
    for wrong in ({"indicators": ["x"]}, {"indicators": [10**30]}, {"since": "昨天"}):
        assert browser.post(address, days | wrong).status_code == 400
    assert browser.post(address, days | {"until": "2026-02-01"}).status_code == 400
    assert browser.post(address, days).status_code == 302
    assert not ExpertScope.objects.exists()


def test_who_comes_in(campaign, office, expert):
    browser = browser_of(office)
    assert browser.get(f"/settings/experts/{office.membership.pk}/").status_code == 404
    for seat in (expert, make.seat(campaign.county, Role.LEADER)):
        assert browser_of(seat).get("/settings/experts/").status_code == 403
        address = f"/settings/experts/{expert.membership.pk}/"
        assert browser_of(seat).get(address).status_code == 403
