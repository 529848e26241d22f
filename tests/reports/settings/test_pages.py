"""The pages of 设置: what they show, what they keep, whom they let in."""

import pytest
from django.urls import reverse

from reports.models import LadderStep, LetterHead, Series
from tasks.models import WorkRules
from tests import factories as make
from tests.units.factories import administrator, browser_of
from units.choices import Role
from units.models import CalendarYear

pytestmark = pytest.mark.django_db
PAGES = (
    "settings",
    "settings-rules",
    "settings-letters",
    "settings-series",
    "settings-ladder",
)


@pytest.fixture
def browser(office):
    return browser_of(office)


def filled(form, **changes):
    """What a browser sends of a form that was opened and changed."""
    found = {}
    for bound in form:
        value = bound.value()
        if value not in (None, False):
            found[bound.html_name] = value
    return found | changes


@pytest.mark.parametrize("name", PAGES)
def test_only_the_office_comes_in(name, county, browser, liaison):
    assert browser.get(reverse(name)).status_code == 200
    for seat in (liaison, make.seat(county, Role.LEADER), administrator()):
        assert browser_of(seat).get(reverse(name)).status_code == 403


def test_the_hub_says_what_is_lacking(browser, county, liaison):
    found = [item.title for item in browser.get("/settings/").context["lacking"]]
    assert found == ["指标体系", "创建批次", "发文设置", "督促提醒", "工作日历"]
    make.campaign(county)
    CalendarYear.objects.get_or_create(year=2026)
    LetterHead.objects.update(contact_person="陈立", ladder_on=True)
    page = browser.get("/settings/")
    assert page.context["lacking"] == []
    for name in ("units", "county", "campaigns", "holidays", "settings-ladder", "deliveries"):
        assert reverse(name) in page.content.decode()


def test_the_hub_without_units(browser):
    lacking = {item.title for item in browser.get("/settings/").context["lacking"]}
    assert {"单位、关系和分组", "人员账号"} <= lacking


def test_rules(browser, county):
    form = browser.get("/settings/rules/").context["form"]
    assert browser.post("/settings/rules/", filled(form, redo_workdays=4)).status_code == 302
    assert WorkRules.objects.get(county=county).redo_workdays == 4
    wrong = browser.post("/settings/rules/", filled(form, redo_workdays="x"))
    assert wrong.status_code == 400
    assert "1 至 30" in wrong.content.decode()


def test_the_head(browser, county):
    form = browser.get("/settings/letters/").context["form"]
    sent = filled(form, contact_person="陈立", copies="县委办公室，县政府办公室")
    assert browser.post("/settings/letters/", sent).status_code == 302
    head = LetterHead.objects.get(county=county)
    assert (head.contact_person, head.copies) == ("陈立", "县委办公室，县政府办公室")
    wrong = browser.post("/settings/letters/", sent | {"notice_code": head.letter_code})
    assert wrong.status_code == 400
    assert "代字不能相同" in wrong.content.decode()


def test_the_series(browser, county):
    code = LetterHead.objects.get(county=county).letter_code
    assert browser.post("/settings/series/", {"code": code, "last": "7"}).status_code == 302
    assert Series.objects.get(code=code).last == 7
    wrong = browser.post("/settings/series/", {"code": code, "last": "3"})
    assert wrong.status_code == 400
    assert "末号不能小于它" in wrong.content.decode()
    assert browser.post("/settings/series/", {"code": "别县", "last": "3"}).status_code == 200
    assert Series.objects.count() == 1


def test_the_ladder(browser, county):
    form = browser.get("/settings/ladder/").context["form"]
    row = LadderStep.objects.get(county=county, code="t-5")
    sent = filled(form, **{f"days-{row.pk}": 4})
    del sent[f"on-{row.pk}"]
    assert browser.post("/settings/ladder/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.offset, row.enabled) == (-4, False)
    wrong = browser.post("/settings/ladder/", sent | {f"days-{row.pk}": 12})
    assert wrong.status_code == 400
    assert "请调整天数" in wrong.content.decode()


def test_the_simulation_stands_beside_the_steps(browser, county, office, liaison):
    campaign = make.campaign(county)
    make.issued(make.task(campaign), (liaison.membership.unit, "lead"), by=office)
    page = browser.get("/settings/ladder/")
    assert "simulation" in page.context
    assert "过去 30 天按此会发什么" in page.content.decode()


def test_the_switch(browser, county):
    for sent, on in (({"on": "1"}, True), ({"on": "0"}, False)):
        assert browser.post("/settings/ladder/switch/", sent).status_code == 302
        assert LetterHead.objects.get(county=county).ladder_on is on
    assert browser.get("/settings/ladder/switch/").status_code == 405


def test_without_head_the_way_is_shown(browser):
    LetterHead.objects.all().delete()
    assert browser.get("/settings/").status_code == 200
    refused = browser.get("/settings/series/")
    assert refused.status_code == 400
    assert "发文设置" in refused.content.decode()
    assert browser.get("/settings/letters/").status_code == 200
