"""指标: the tree's counts are counted; one indicator's proof by the chain; who may look."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.choices import Method
from indicators.models import (
    Campaign,
    ExpertScope,
    Indicator,
    IndicatorProof,
    MaterialRequirement,
)
from indicators.services.systems import load_starter
from reports.pages.indicator_tree import tree
from tasks.models import Task
from tasks.services.linking import link_indicators
from tests import factories as make
from tests.units.factories import browser_of
from units.choices import Relation, Role
from units.models import CalendarYear

pytestmark = pytest.mark.django_db
MAX_QUERIES = 8


@pytest.fixture
def county():
    return make.county()


@pytest.fixture
def office(county):
    return make.seat(county, Role.OFFICE_CLERK)


@pytest.fixture
def campaign(county, office):
    system = load_starter(actor=office, county=county, now=make.at())
    return Campaign.objects.create(
        county=county,
        system=system,
        name="创建",
        level="nation",
        starts_on=date(2025, 1, 1),
        ends_on=date(2027, 12, 31),
    )


@pytest.fixture
def leaf(campaign):
    """An indicator with three materials: 制度, 落实, 成效."""
    return Indicator.objects.get(system=campaign.system, number="1.1.1")


def prove(campaign, leaf, seat, chain="", title="工作总结"):
    evidence = make.evidence(seat, title, chain=chain)
    IndicatorProof.objects.create(
        campaign=campaign, indicator=leaf, evidence=evidence, accepted_on=make.DAY
    )
    return evidence


def text(seat, address):
    return browser_of(seat).get(address).content.decode()


def expert_for(campaign, *indicators, until=date(2099, 1, 1)):
    seat = make.seat(campaign.county, Role.EXPERT)
    for row in indicators:
        ExpertScope.objects.create(
            membership=seat.membership,
            campaign=campaign,
            indicator=row,
            since=date(2020, 1, 1),
            until=until,
        )
    return seat


class TestTree:
    def test_every_number_is_counted(self, campaign, office):
        found = tree(campaign, office, today=make.DAY)
        leaves = Indicator.objects.filter(system=campaign.system).leaves()
        assert len(found.leaves) == leaves.count()
        assert (found.methods["onsite"], found.methods["web"]) == (39, 37)
        methods = leaves.values_list("methods__method", flat=True)
        assert found.methods == Counter(code for code in methods if code)
        materials = MaterialRequirement.objects.filter(indicator__in=leaves)
        assert sum(leaf.coverage.asked for leaf in found.leaves) == materials.count()
        for n in (1, 2, 3):
            rows = Indicator.objects.filter(system=campaign.system, level=n)
            assert found.levels[n] == rows.count()
        for root in found.roots:
            below = [leaf for leaf in leaves if leaf.number.split(".")[0] == root.number]
            assert len(root.leaves) == len(below)
            assert root.onsite == sum(
                leaf.methods.filter(method=Method.ONSITE).exists() for leaf in below
            )

    def test_material_and_gaps(self, campaign, office, leaf):
        before = tree(campaign, office, today=make.DAY)
        assert before.states == {"none": len(before.leaves)}
        liaison = make.seat(campaign.county, Role.LIAISON, make.unit(campaign.county, "县司法局"))
        prove(campaign, leaf, liaison, "rule")
        gone = prove(campaign, leaf, liaison, "practice")
        gone.state = "removed"
        gone.save()
        after = tree(campaign, office, today=make.DAY)
        node = next(row for row in after.leaves if row.pk == leaf.pk)
        assert (node.coverage.asked, node.coverage.there, node.coverage.proofs) == (3, 1, 1)
        assert (node.state, node.coverage.missing) == ("partial", 2)
        assert after.missing == before.missing - 1
        for chain in ("practice", "effect"):
            prove(campaign, leaf, liaison, chain)
        full = tree(campaign, office, today=make.DAY)
        assert full.states["full"] == 1
        assert full.roots[0].full == 1

    def test_another_campaign_changes_nothing(self, campaign, office, leaf):
        other = Campaign.objects.create(
            county=campaign.county,
            system=campaign.system,
            name="上一轮",
            level="province",
            starts_on=date(2022, 1, 1),
            ends_on=date(2024, 12, 31),
            active=False,
        )
        prove(other, leaf, office)
        task = make.task(other)
        link_indicators(task.pk, [leaf.pk], actor=office, now=make.at())
        found = tree(campaign, office, today=make.DAY)
        assert found.proofs == 0
        assert sum(row.tasks for row in found.leaves) == 0

    def test_tasks_and_lateness(self, campaign, office, leaf):
        unit = make.unit(campaign.county, "县司法局")
        asked = make.unit(campaign.county, "县法院", relation=Relation.JUDICIAL)
        for holder in (unit, asked):
            task = make.task(campaign, due_on=date(2026, 3, 10))
            make.issued(task, (holder, "lead"), by=office)
            link_indicators(task.pk, [leaf.pk], actor=office, now=make.at())
        node = next(
            row for row in tree(campaign, office, today=date(2026, 3, 11)).leaves if row.tasks
        )
        assert (node.pk, node.tasks, node.closed, node.late) == (leaf.pk, 2, 0, 1)

    def test_narrowed_by_method_and_state(self, campaign, office, leaf):
        prove(campaign, leaf, office, "rule")
        web = tree(campaign, office, today=make.DAY, method="web")
        assert sum(len(root.leaves) for root in web.roots) == 37
        assert len(web.leaves) > 37
        some = tree(campaign, office, today=make.DAY, state="partial")
        assert [leaf.number for root in some.roots for leaf in root.leaves] == ["1.1.1"]
        assert [row.level for row in some.rows] == [1, 2, 3]

    def test_an_expert_sees_what_was_assigned(self, campaign, leaf):
        seat = expert_for(campaign, leaf)
        found = tree(campaign, seat, today=make.DAY)
        assert [row.pk for row in found.leaves] == [leaf.pk]
        assert [row.number for row in found.rows] == ["1", "1.1", "1.1.1"]


class TestPages:
    def test_the_tree_page(self, campaign, office):
        page = text(office, "/indicators/")
        assert "示例体系" in page
        assert "实地核验 39 · 网络检索 37" in page
        assert "1.1.1 行政许可清单编制公布到位" in page
        assert "请以正式指标体系替换" in page

    def test_queries_stay_few_and_the_same(self, campaign, office, leaf, settings):
        settings.CLOCK_CAN_BE_MOVED = False
        CalendarYear.objects.create(year=2026)
        browser = browser_of(office)
        browser.get("/indicators/")
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get("/indicators/").status_code == 200
            counts.append(len(queries))
            for n in range(5):
                prove(campaign, leaf, office, title=f"材料{n}")
                task = make.task(campaign)
                link_indicators(task.pk, [leaf.pk], actor=office, now=make.at())
        assert counts[0] == counts[1] <= MAX_QUERIES, "\n".join(q["sql"][:160] for q in queries)

    @pytest.mark.parametrize("query", ["?method=web", "?state=none", "?method=x&state=x"])
    def test_narrowing(self, campaign, office, query):
        assert browser_of(office).get(f"/indicators/{query}").status_code == 200

    def test_without_campaign_it_says_what_comes_next(self, office, county):
        assert "新建创建批次" in text(office, "/indicators/")
        assert "依法治县办设置后" in text(make.seat(county, Role.LEADER), "/indicators/")

    def test_who_may_look(self, campaign, county, leaf):
        unit = make.unit(county, "县司法局")
        for role, status in (
            (Role.OFFICE_CLERK, 200),
            (Role.LEADER, 200),
            (Role.LIAISON, 403),
            (Role.INSPECTOR, 403),
        ):
            seat = make.seat(county, role, unit if role == Role.LIAISON else None)
            for address in ("/indicators/", f"/indicators/{leaf.pk}/"):
                assert browser_of(seat).get(address).status_code == status, (role, address)

    def test_an_expert_reads_only_what_was_assigned(self, campaign, leaf):
        other = Indicator.objects.get(system=campaign.system, number="1.1.2")
        browser = browser_of(expert_for(campaign, leaf))
        assert browser.get(f"/indicators/{leaf.pk}/").status_code == 200
        assert browser.get(f"/indicators/{other.pk}/").status_code == 404
        past = browser_of(expert_for(campaign, leaf, until=date(2020, 2, 1)))
        assert past.get(f"/indicators/{leaf.pk}/").status_code == 404
        assert "还没有分配给您的指标" in past.get("/indicators/").content.decode()

    def test_another_county_and_the_upper_levels_are_not_found(self, campaign, office, leaf):
        foreign = make.campaign(make.county("邻县"))
        theirs = Indicator.objects.get(system=foreign.system, level=3)
        for pk in (theirs.pk, leaf.parent_id, 10**9):
            assert browser_of(office).get(f"/indicators/{pk}/").status_code == 404

    def test_one_indicator(self, campaign, office, leaf):
        prove(campaign, leaf, office, "rule", "权责清单公布文件")
        prove(campaign, leaf, office, "", "工作照片")
        task = make.task(campaign, title="编制清单")
        link_indicators(task.pk, [leaf.pk], actor=office, now=make.at())
        page = browser_of(office).get(f"/indicators/{leaf.pk}/")
        found = page.context["page"]
        assert [(link.label, len(link.proofs)) for link in found.chain] == [
            ("制度", 1),
            ("部署", 0),
            ("落实", 0),
            ("成效", 0),
            ("未标环节", 1),
        ]
        assert [row.task for row in found.tasks] == [task]
        words = page.content.decode()
        for part in ("权责清单公布文件", "工作照片", "编制清单", "行政许可事项清单及公布文件"):
            assert part in words

    def test_an_expert_sees_no_task(self, campaign, office, leaf):
        task = make.task(campaign, title="编制清单")
        link_indicators(task.pk, [leaf.pk], actor=office, now=make.at())
        page = text(expert_for(campaign, leaf), f"/indicators/{leaf.pk}/")
        assert "编制清单" not in page


class TestLinking:
    def test_from_the_task(self, campaign, office, leaf):
        task = make.task(campaign)
        browser = browser_of(office)
        address = f"/tasks/{task.pk}/do/link/"
        assert leaf.title in browser.get(address).content.decode()
        answer = browser.post(address, {"indicators": [leaf.pk]})
        assert answer.status_code == 302
        assert list(Task.objects.get(pk=task.pk).indicators.all()) == [leaf]
        for wrong in ([leaf.parent_id], ["x"], [10**30]):
            again = browser.post(address, {"indicators": wrong})
            assert again.status_code == 400
            assert "没有这项指标" in again.content.decode()
        assert browser.post(address, {}).status_code == 302
        assert not Task.objects.get(pk=task.pk).indicators.exists()


class TestStatement:
    def test_the_office_writes_and_others_read(self, campaign, office, leaf):
        browser = browser_of(office)
        address = f"/indicators/{leaf.pk}/statement/"
        assert "评估要求" in browser.get(address).content.decode()
        sent = {"text": "清单已公布。", "version": "0"}
        assert browser.post(address, sent).status_code == 302
        page = f"/indicators/{leaf.pk}/"
        for seat in (make.seat(campaign.county, Role.LEADER), expert_for(campaign, leaf)):
            assert "清单已公布。" in text(seat, page)
            assert browser_of(seat).get(address).status_code == 403
        again = browser.post(address, sent | {"text": "我写的"})
        assert again.status_code == 409
        assert "我写的" in again.content.decode()
        assert browser.post(address, {"text": "", "version": "x"}).status_code == 400
