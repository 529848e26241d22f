"""The first set-up of an empty installation, and the county's own settings."""

import pytest

from indicators.models import IndicatorSystem
from reports.models import LadderStep, LetterHead
from reports.services.ladder.starter import STEPS
from tasks.models import WorkRules
from tests.units.factories import a_county, a_unit, administrator, browser_of, liaison, office
from units.models import CalendarYear, County, Membership, UnitGroup, User

pytestmark = pytest.mark.django_db
FACTS = {
    "code": "999999",
    "name": "示例县",
    "office_name": "中共示例县委全面依法治县委员会办公室",
    "office_short": "县委依法治县办",
    "username": "zhangsan",
    "person_name": "张三",
}


def test_an_empty_county_is_set_up_by_the_system_administrator():
    browser = browser_of(administrator())
    assert browser.get("/setup/").status_code == 200
    page = browser.post("/setup/", FACTS)
    county = County.objects.get()
    assert county.page_title == "示例县法治政府建设示范创建工作平台"
    seat = Membership.objects.get()
    assert (seat.unit, seat.role, seat.user.name) == (county.office, "office_head", "张三")
    assert seat.user.check_password(page.context["word"])
    assert CalendarYear.objects.filter(year=2026).exists()


def test_the_county_can_begin_to_work():
    browser_of(administrator()).post("/setup/", FACTS)
    county = County.objects.get()
    head = LetterHead.objects.get(county=county)
    assert (head.issuer, head.letter_code) == (FACTS["office_name"], "示例委法治办函")
    assert not head.ladder_on
    assert WorkRules.objects.filter(county=county).exists()
    assert LadderStep.objects.filter(county=county).count() == len(STEPS)
    assert IndicatorSystem.objects.get(county=county).edition == "示例体系"
    groups = UnitGroup.objects.filter(county=county)
    assert groups.get(name="各乡镇(街道)").relations == ["township"]
    assert groups.filter(kind="open").exists()


def test_it_works_once():
    browser = browser_of(administrator())
    browser.post("/setup/", FACTS)
    for answer in (browser.get("/setup/"), browser.post("/setup/", FACTS | {"code": "1"})):
        assert answer.status_code == 400
        assert "已完成首次设置" in answer.content.decode()
    assert County.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"code": "x y"},
        {"code": "abc"},
        {"code": "9999990"},
        {"name": ""},
        {"name": "<script>县"},
        {"name": "Demo"},
        {"username": "张三"},
    ],
)
def test_nothing_half_done(change):
    page = browser_of(administrator()).post("/setup/", FACTS | change)
    assert page.status_code == 400
    assert 'class="error"' in page.content.decode()
    assert not County.objects.exists()


def test_an_account_taken_leaves_nothing_behind():
    User.objects.create(username="zhangsan", name="别人")
    page = browser_of(administrator()).post("/setup/", FACTS)
    assert page.status_code == 400
    assert "已被使用" in page.content.decode()
    assert not County.objects.exists()


def test_nobody_else_sets_up():
    assert browser_of(administrator("auditor")).get("/setup/").status_code == 403
    assert browser_of(liaison(a_unit(a_county()))).get("/setup/").status_code == 403


def test_the_office_sets_when_messages_leave():
    seat = office(a_county())
    browser = browser_of(seat)
    told = {"mail_from_hour": "9", "mail_until_hour": "17"}
    assert browser.post("/settings/county/", told).status_code == 302
    county = County.objects.get()
    assert (county.mail_from_hour, county.mail_until_hour) == (9, 17)
    page = browser.post("/settings/county/", {"mail_from_hour": "17", "mail_until_hour": "9"})
    assert "结束时间须晚于开始时间" in page.content.decode()
    assert browser_of(administrator()).get("/settings/county/").status_code == 403
